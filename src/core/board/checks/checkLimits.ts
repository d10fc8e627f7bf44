/** Limits of the checks. A board may be given others; these are the defaults. */
export const CHECK_LIMITS = {
  /** C1: tools and tokenizers round; above the window by more than this is not rounding. */
  windowSlack: 1.02,
  /** C3: above the bound of speed by more than this. */
  speedSlack: 1.25,
  /** C4: no call takes less, in seconds. */
  secondsPerCall: 0.8,
  /** C4: calls side by side in one row; 281 billion tokens in 30 days are 145 streams that never stop, and days differ tenfold. */
  streams: 1_000,
  /** C4: with fewer calls, whole seconds say too little. */
  fewestTimedCalls: 20,
  /** C6: reported output per output that is counted from the text. */
  recountRatio: 30,
  recountLeast: 100_000,
  /** C8: identical rows that are no coincidence, and what a row has to hold to be one of them. */
  twinRows: 3,
  twinRowTokens: 1_000_000,
  /** C7: part of a member's sessions that is another's, from which on it is a copy and not a shared machine. */
  copiedShare: 0.5,
  /** C9 */
  busyHoursOfDay: 20,
  busyDaysOfWeek: 5,
  hourEntropyBits: 4.4,
  /** C9: with fewer active hours in 14 days their spread says nothing. */
  entropyLeastHours: 100,
  /** C10 */
  unattendedShare: 0.8,
  tokensPerTurn: 5_000_000,
  /** C11 */
  regularCalls: 200,
  regularVariation: 0.15,
  regularGapS: 30,
  /** C14 */
  newDevices: 4,
  newDeviceDays: 30,
  /** C17: hours after the end of the row's own. */
  lateHours: 7 * 24,
} as const;

export type CheckLimits = { readonly [Name in keyof typeof CHECK_LIMITS]: number };

/** Limits that are not published; the documentation says that they exist and why. */
export const REVIEW_LIMITS = {
  /** C12: robust z above which a figure is looked at, and above which it stays provisional. */
  zList: 3.5,
  zProvisional: 5,
  /** C12: a day that is unusual for a member is of interest only where it is large for the board as well. */
  zOfBoardBeside: 2.5,
  /** C12: own days, and members of the board, below which there is no telling what is usual. */
  leastOwnDays: 10,
  leastMembers: 100,
  /** C12: least deviation of log10 that is told from none; people who do the same each day are not unusual at once. */
  leastDeviation: 0.25,
  /** C13 */
  shareOfBoard: 0.05,
  timesMedian: 500,
} as const;

export type ReviewLimits = { readonly [Name in keyof typeof REVIEW_LIMITS]: number };
