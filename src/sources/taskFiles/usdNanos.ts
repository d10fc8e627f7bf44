/** An amount of US dollars in billionths; `undefined` where none is told, or it is nothing or absurd. */
export function usdNanos(amount: unknown): number | undefined {
  if (typeof amount !== "number") return undefined;
  const nanos = Math.round(amount * 1e9);
  return nanos > 0 && Number.isSafeInteger(nanos) ? nanos : undefined;
}
