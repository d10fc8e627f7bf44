/**
 * How far a figure can be relied on: `provisional` until a day after the hour and three days after the device came, then
 * `settled`; `verified` once evidence was checked or a provider's report agreed; `held` while a person looks into it.
 */
export const TRUST_MARKS = ["provisional", "settled", "verified", "held"] as const;
export type TrustMark = (typeof TRUST_MARKS)[number];
