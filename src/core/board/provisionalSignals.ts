/** Bit of a check in `signals` of a row: bit n - 1 for Cn. */
export function signalBit(check: number): number {
  return 2 ** (check - 1);
}

/**
 * Checks of which one is enough for a row not to count for the rank: bounds that no honest row can break (C1 to C4), what came
 * too late to have been counted at its time (C17), and rows of readers that are unknown or withdrawn (C18).
 */
export const PROVISIONAL_SIGNALS: number = [1, 2, 3, 4, 17, 18].reduce((bits, check) => bits | signalBit(check), 0);
