/** Amounts of text in tokens, to see a number of tokens beside: perspective, and never a goal. */
export const SCALES = [
  { id: "library", tokens: 2.66e12 },
  { id: "training", tokens: 15e12 },
  { id: "books", tokens: 20e12 },
  { id: "month", tokens: 60.2e12 },
] as const satisfies readonly { readonly id: string; readonly tokens: number }[];

export type ScaleId = (typeof SCALES)[number]["id"];

/**
 * Where a number lies between two others on a logarithmic scale, 0 to 1.
 * @param low above 0
 */
export function logPlace(value: number, low: number, high: number): number {
  if (value <= low) return 0;
  return Math.min(1, Math.log(value / low) / Math.log(high / low));
}
