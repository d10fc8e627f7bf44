import type { Band } from "../../shared/board/volumeView.ts";

/** Ends of the bands, in percent from the most. */
const ENDS = [1, 5, 10, 25, 50, 75, 100] as const;

/**
 * The band that a place falls into. Each holds at least `least` people, so that none tells who is in it: where the first few
 * percent are fewer, they are one band with the next.
 *
 * @param place 1 for the most
 * @returns `undefined` where all together are fewer
 */
export function standingBand(place: number, people: number, least: number): Band | undefined {
  const bands = bandsOf(people, least);
  return bands.find(({ toPercent }) => place <= (toPercent / 100) * people) ?? bands.at(-1);
}

function bandsOf(people: number, least: number): readonly Band[] {
  const bands: Band[] = [];
  const holds = (from: number, to: number): boolean =>
    Math.floor((to / 100) * people) - Math.floor((from / 100) * people) >= least;
  let fromPercent = 0;
  for (const toPercent of ENDS) {
    if (!holds(fromPercent, toPercent)) continue;
    bands.push({ fromPercent, toPercent });
    fromPercent = toPercent;
  }
  // What is left at the end is too few for a band of its own.
  const last = bands.pop();
  return last === undefined ? [] : [...bands, { ...last, toPercent: 100 }];
}
