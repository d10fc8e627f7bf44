const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;
/** Who asks for more than this is asked again after it. */
const LONGEST_ASKED_MS = 60 * 60_000;

/**
 * How long to wait after so many failures in a row (from 1): anything up to a time that doubles, so that devices that failed
 * together do not come back together. What the board asked for is kept to.
 *
 * @param random from 0 included to 1 not included
 */
export function retryDelayMs(failures: number, random: number, retryAfterS: number | undefined): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  if (retryAfterS === undefined) return Math.floor(random * most);
  return Math.min(LONGEST_ASKED_MS, retryAfterS * 1_000) + Math.floor(random * FIRST_MS);
}
