/** The day GitHub began to bill AI credits; what its tools noted down before was no price. */
const BILLED_SINCE_MS = Date.UTC(2026, 5, 1);

/** A credit is $0.01. */
const NANO_DOLLARS_PER_CREDIT = 1e7;

/** A credit is 1e9 nano-AIU. */
const NANO_AIU_PER_CREDIT = 1e9;

/** Billionths of a dollar that AI credits of GitHub's cost; `undefined` where they cost none or it is not told. */
export function nanosOfCredits(credits: unknown, atMs: number): number | undefined {
  if (typeof credits !== "number" || !Number.isFinite(credits) || credits <= 0) return undefined;
  return atMs < BILLED_SINCE_MS ? undefined : Math.round(credits * NANO_DOLLARS_PER_CREDIT);
}

/** As `nanosOfCredits`, of an amount in billionths of an AI unit. */
export function nanosOfNanoAiu(nanoAiu: unknown, atMs: number): number | undefined {
  return typeof nanoAiu === "number" ? nanosOfCredits(nanoAiu / NANO_AIU_PER_CREDIT, atMs) : undefined;
}
