/**
 * Versions of the readers whose rows are known to be wrong, by a fault of ours. None is so far; 0 is what a client sends that
 * does not know its own. A version newer than the board is not withdrawn: extensions update before boards do.
 */
const WITHDRAWN: ReadonlySet<number> = new Set([0]);

export function isWithdrawn(parser: number): boolean {
  return WITHDRAWN.has(parser);
}
