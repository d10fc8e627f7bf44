import { modelLimitsOf } from "../../../src/core/board/checks/modelLimits.ts";
import type { ReceivedRow } from "../../../src/core/board/checks/hourChecks.ts";
import { NO_FIGURES, type UsageRow } from "../../../src/shared/board/usageRow.ts";
import type { Random } from "../company/random.ts";

/** The last UTC day of the simulation, 10 October 2026, so that a model was released within it. */
export const TODAY = 20_736;
/** Days that a board takes rows of. */
export const DAYS = 35;
export const HOUR_MS = 3_600_000;
export const NOW_MS = (TODAY + 1) * 24 * HOUR_MS;

/** A row as a board would have received it. */
export interface SimulatedRow extends ReceivedRow {
  readonly device: number;
}

export interface HourOfWork {
  readonly h: number;
  readonly tool: string;
  readonly model: string;
  readonly mode: 0 | 1;
  readonly tokens: number;
  readonly turns: number;
  /** Reported output per output that is counted from the text; below 1 where a tool reports less than it wrote. */
  readonly hidden: number;
}

/** What a tool would have written down for so many tokens: calls, time and largest prompt follow from them. */
export function rowOf(random: Random, hour: HourOfWork): UsageRow {
  const { h, tool, model, mode, tokens, turns, hidden } = hour;
  const window = modelLimitsOf(model).windowTokens;
  const usualPrompt = Math.min(0.45 * window, Math.max(5_000, random.around(70_000, 0.4)));
  const out = Math.max(1, Math.round(0.015 * tokens));
  const prompt = Math.max(1, Math.round(tokens - out));
  const calls = Math.max(1, Math.round(prompt / usualPrompt));
  const cr = Math.round(prompt * Math.min(0.985, 0.948 + random.normal(0.008)));
  const cw = Math.round(0.8 * (prompt - cr));
  const speed = 45 * (0.6 + 0.7 * random.next());
  return {
    ...NO_FIGURES,
    h,
    tool,
    model,
    mode,
    rev: 1,
    toolVersion: "2.1.0",
    in: prompt - cr - cw,
    out,
    cr,
    cw,
    calls,
    busy: Math.ceil(out / speed + calls * (1 + random.next())),
    turns,
    maxPrompt: Math.max(Math.ceil(prompt / calls), Math.min(Math.floor(0.95 * window), Math.round(2 * usualPrompt))),
    recount: Math.round(out / hidden),
    sess: 1,
  };
}

export function tokensOf({ row }: { readonly row: UsageRow }): number {
  return row.in + row.out + row.cr + row.cw;
}

/** Sent within the hour after, by a sound version. */
export function onTime(row: UsageRow, device: number): SimulatedRow {
  return { row, device, shiftH: 0, parser: 3, firstSeenMs: (row.h + 1.5) * HOUR_MS };
}
