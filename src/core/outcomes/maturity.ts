/** A line that is still there after this time has stuck. */
export const MATURES_AFTER_MS = 14 * 86_400_000;
