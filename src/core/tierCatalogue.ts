import { t } from "@vscode/l10n";

/** What a tier asks for besides volume. */
export type TierAsk =
  | { readonly kind: "active-days"; readonly least: number }
  /** Shares of the last 30 days, 0 to 1. */
  | { readonly kind: "steered-share"; readonly least: number }
  | { readonly kind: "cache-hit"; readonly least: number }
  /** Badges that have reached Gold, at any time. */
  | { readonly kind: "gold-badges"; readonly least: number }
  /** What only a team board can check. */
  | { readonly kind: "board"; readonly fact: BoardFact; readonly asks: () => string };

/** No row of the 30 days is withheld, or evidence was checked. */
export type BoardFact = "isSettled" | "isVerified";

/** A rung of the ladder that counted tokens of 30 days climb. */
export interface Tier {
  readonly name: string;
  /** Counted tokens of the last 30 UTC days from which on it is reached. */
  readonly thresholdTokens: number;
  readonly asks: readonly TierAsk[];
}

const M = 1_000_000;
const B = 1_000 * M;

/** The one catalogue of tiers, lowest first. Volume and asks grow together: who meets a tier's asks meets those below. */
export const TIERS: readonly Tier[] = [
  { name: "Copper", thresholdTokens: 1 * M, asks: [] },
  { name: "Bronze", thresholdTokens: 10 * M, asks: [] },
  { name: "Silver", thresholdTokens: 50 * M, asks: [] },
  { name: "Gold", thresholdTokens: 150 * M, asks: [] },
  { name: "Platinum", thresholdTokens: 700 * M, asks: [{ kind: "active-days", least: 8 }] },
  {
    name: "Emerald",
    thresholdTokens: 3 * B,
    asks: [
      { kind: "active-days", least: 12 },
      { kind: "steered-share", least: 0.3 },
    ],
  },
  {
    name: "Session Immortal",
    thresholdTokens: 10 * B,
    asks: [
      { kind: "active-days", least: 15 },
      { kind: "steered-share", least: 0.4 },
      { kind: "cache-hit", least: 0.95 },
      { kind: "gold-badges", least: 2 },
    ],
  },
  {
    name: "Token Legend",
    thresholdTokens: 20 * B,
    asks: [
      { kind: "active-days", least: 20 },
      { kind: "steered-share", least: 0.5 },
      { kind: "board", fact: "isSettled", asks: () => t("all rows settled") },
      { kind: "gold-badges", least: 4 },
      { kind: "board", fact: "isVerified", asks: () => t("evidence passed") },
    ],
  },
];
