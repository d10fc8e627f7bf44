import type { UsageRow } from "../../shared/board/usageRow.ts";
import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { countDay } from "../countedTokens.ts";

/** A tenth of what a number holds exactly: sums of four such figures and of both modes stay exact. */
const MOST = Math.floor(Number.MAX_SAFE_INTEGER / 10);

/** Whether rows count for the rank already, will once they settle, or never do. */
export type Settling = "settled" | "pending" | "never";

/** The rows of one mode on one UTC day of one member, summed over hours, devices, tools and models. */
export interface ModeSum extends Readonly<Pick<UsageRow, "mode" | "in" | "out" | "cr" | "cw" | "turns">> {
  readonly settling: Settling;
}

export interface MemberDay {
  readonly seen: number;
  /** Of all rows, whether they settle or not. */
  readonly counted: number;
  /** Of settled rows alone: what the rank goes by. */
  readonly settled: number;
  /** What more will be settled once the rows have settled that are to. */
  readonly pending: number;
  /** Seen tokens of calls that a human turn steered. */
  readonly steered: number;
  /** Seen tokens of prompts, and those of them that came from a cache. */
  readonly prompt: number;
  readonly cacheRead: number;
  readonly turns: number;
}

/** What a day of a member counts, by the rule that the client shows too. Sums beyond all sense are cut, never an error. */
export function countMemberDay(sums: readonly ModeSum[]): MemberDay {
  const steered = tokensOf(sums, 1);
  const unattended = tokensOf(sums, 0);
  const settled = countedOf(sums.filter((sum) => sum.settling === "settled"));
  const cacheRead = steered.cacheRead + unattended.cacheRead;
  return {
    seen: promptOf(steered) + steered.output + promptOf(unattended) + unattended.output,
    counted: countedOf(sums),
    settled,
    // More rows never count less: each cap grows with what is below it.
    pending: countedOf(sums.filter((sum) => sum.settling !== "never")) - settled,
    steered: promptOf(steered) + steered.output,
    prompt: promptOf(steered) + promptOf(unattended),
    cacheRead,
    turns: turnsOf(sums),
  };
}

function countedOf(sums: readonly ModeSum[]): number {
  const day = { steered: tokensOf(sums, 1), unattended: tokensOf(sums, 0), humanTurns: turnsOf(sums) };
  return countDay(day).counted;
}

function tokensOf(sums: readonly ModeSum[], mode: 0 | 1): TokenCounts {
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
}

function promptOf(tokens: TokenCounts): number {
  return tokens.freshInput + tokens.cacheRead + tokens.cacheWrite5m;
}

function turnsOf(sums: readonly ModeSum[]): number {
  return Math.min(
    2_147_483_647,
    sums.reduce((all, sum) => all + sum.turns, 0),
  );
}
