/** A rung of the ladder that counted tokens of 30 days climb. */
export interface Tier {
  readonly name: string;
  /** Counted tokens of the last 30 UTC days from which on it is reached. */
  readonly thresholdTokens: number;
  /** What it asks for besides volume, in words. */
  readonly gates: readonly string[];
}

const M = 1_000_000;
const B = 1_000 * M;

/** The one catalogue of tiers, lowest first. */
export const TIERS = [
  { name: "Copper", thresholdTokens: 1 * M, gates: [] },
  { name: "Bronze", thresholdTokens: 10 * M, gates: [] },
  { name: "Silver", thresholdTokens: 50 * M, gates: [] },
  { name: "Gold", thresholdTokens: 150 * M, gates: [] },
  { name: "Platinum", thresholdTokens: 700 * M, gates: ["8 active days"] },
  { name: "Emerald", thresholdTokens: 3 * B, gates: ["12 active days", "steered share of at least 30 %"] },
  {
    name: "Session Immortal",
    thresholdTokens: 10 * B,
    gates: [
      "15 active days",
      "steered share of at least 40 %",
      "cache hit rate of at least 95 %",
      "2 craft badges at Gold",
    ],
  },
  {
    name: "Token Legend",
    thresholdTokens: 20 * B,
    gates: [
      "20 active days",
      "steered share of at least 50 %",
      "all rows settled",
      "4 craft badges at Gold",
      "evidence passed",
    ],
  },
] as const satisfies readonly Tier[];
