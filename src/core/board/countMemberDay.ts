import type { UsageRow } from "../../shared/board/usageRow.ts";
import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { countDay } from "../countedTokens.ts";

/** A tenth of what a number holds exactly: sums of four such figures and of both modes stay exact. */
const MOST = Math.floor(Number.MAX_SAFE_INTEGER / 10);

/** The rows of one mode on one UTC day of one member, summed over hours, devices, tools and models. */
export type ModeSum = Readonly<Pick<UsageRow, "mode" | "in" | "out" | "cr" | "cw" | "turns">>;

export interface MemberDay {
  readonly seen: number;
  readonly counted: number;
  /** Seen tokens of calls that a human turn steered. */
  readonly steered: number;
  readonly turns: number;
}

/** What a day of a member counts, by the rule that the client shows too. Sums beyond all sense are cut, never an error. */
export function countMemberDay(sums: readonly ModeSum[]): MemberDay {
  const tokensOf = (mode: number): TokenCounts => {
    const ofMode = sums.filter((sum) => sum.mode === mode);
    const total = (field: "in" | "out" | "cr" | "cw"): number =>
      Math.min(
        MOST,
        ofMode.reduce((all, sum) => all + sum[field], 0),
      );
    // The wire does not tell how long a cache entry was to live; no cap asks for it.
    return {
      ...NO_TOKENS,
      freshInput: total("in"),
      output: total("out"),
      cacheRead: total("cr"),
      cacheWrite5m: total("cw"),
    };
  };
  const steered = tokensOf(1);
  const turns = Math.min(
    2_147_483_647,
    sums.reduce((all, sum) => all + sum.turns, 0),
  );
  const { seen, counted } = countDay({ steered, unattended: tokensOf(0), humanTurns: turns });
  return {
    seen,
    counted,
    turns,
    steered: steered.freshInput + steered.output + steered.cacheRead + steered.cacheWrite5m,
  };
}
