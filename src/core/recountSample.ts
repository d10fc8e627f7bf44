/** One call in this many is recounted: enough to see a tool that reports ten times too much, too few to cost time. */
const ONE_IN = 128;

/**
 * Whether what a call's model wrote is counted here as well, to hold it against what the tool reports. Decided by the call's
 * identity alone, so that every copy, window and machine samples the same calls.
 * @param family see `CallRecord.family`
 */
export function isSampled(family: string): boolean {
  let hash = 0x811c9dc5;
  for (let index = 0; index < family.length; index += 1) {
    hash = Math.imul(hash ^ family.charCodeAt(index), 0x01000193);
  }
  // The low bits of such a hash follow the last characters too closely.
  return ((hash ^ (hash >>> 15)) >>> 0) % ONE_IN === 0;
}
