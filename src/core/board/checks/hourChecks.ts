import type { UsageRow } from "../../../shared/board/usageRow.ts";
import { CHECK_LIMITS, type CheckLimits } from "./checkLimits.ts";
import type { CheckId } from "./checkRules.ts";
import { modelLimitsOf, tellsSingleCalls, type ModelLimits } from "./modelLimits.ts";
import { isWithdrawn } from "./withdrawnParsers.ts";

const HOUR_MS = 3_600_000;

/** A row as it came, with what is known of its coming. */
export interface ReceivedRow {
  readonly row: UsageRow;
  /** Hours added to correct the sender's clock. */
  readonly shiftH: number;
  readonly parser: number;
  readonly firstSeenMs: number;
}

/** By name, the figures that broke a rule and the bounds they broke. */
export type Figures = Readonly<Record<string, number>>;

type HourCheck = (received: ReceivedRow, limits: CheckLimits, model: ModelLimits) => Figures | undefined;

/** Checks of a single row, by id. Each answers the figures that break its rule, or `undefined`. */
export const HOUR_CHECKS = {
  C1: promptsFit,
  C2: answersFit,
  C3: answersTakeTime,
  C4: callsTakeTime,
  C17: cameInTime,
  C18: isOfSoundParser,
} as const satisfies Readonly<Partial<Record<CheckId, HourCheck>>>;

export type HourCheckId = keyof typeof HOUR_CHECKS;
const HOUR_CHECK_IDS = Object.keys(HOUR_CHECKS) as readonly HourCheckId[];

export interface RowSignal {
  readonly id: HourCheckId;
  readonly figures: Figures;
}

/** What the checks of rows find in one. */
export function checkRow(received: ReceivedRow, limits: CheckLimits = CHECK_LIMITS): readonly RowSignal[] {
  const model = modelLimitsOf(received.row.model);
  return HOUR_CHECK_IDS.flatMap((id) => {
    const figures = HOUR_CHECKS[id](received, limits, model);
    return figures === undefined ? [] : [{ id, figures }];
  });
}

function promptsFit({ row }: ReceivedRow, { windowSlack }: CheckLimits, model: ModelLimits): Figures | undefined {
  const prompt = row.in + row.cr + row.cw;
  const isOwnBound = row.maxPrompt > 0 && tellsSingleCalls(row.tool);
  const largest = isOwnBound ? Math.min(model.windowTokens, row.maxPrompt) : model.windowTokens;
  const most = Math.floor(callsOf(row) * largest * windowSlack);
  return prompt > most ? { prompt, most, calls: row.calls } : undefined;
}

function answersFit({ row }: ReceivedRow, _limits: CheckLimits, model: ModelLimits): Figures | undefined {
  const most = callsOf(row) * model.outputTokens;
  return row.out > most ? { output: row.out, most, calls: row.calls } : undefined;
}

/** Records that add to a call of another hour tell of none. */
function callsOf(row: UsageRow): number {
  return Math.max(1, row.calls);
}

function answersTakeTime({ row }: ReceivedRow, { speedSlack }: CheckLimits, model: ModelLimits): Figures | undefined {
  // Zero: the tool does not tell.
  if (row.busy === 0) return undefined;
  const most = Math.floor(secondsAtMost(row) * model.outputPerSecond * speedSlack);
  return row.out > most ? { output: row.out, most, busySeconds: row.busy } : undefined;
}

function callsTakeTime({ row }: ReceivedRow, limits: CheckLimits): Figures | undefined {
  const mostBusy = 3_600 * limits.streams;
  if (row.busy > mostBusy) return { busySeconds: row.busy, most: mostBusy };
  if (row.busy === 0 || row.calls < limits.fewestTimedCalls) return undefined;
  const most = Math.floor(secondsAtMost(row) / limits.secondsPerCall);
  return row.calls > most ? { calls: row.calls, most, busySeconds: row.busy } : undefined;
}

/** Seconds are whole ones: there may have been almost one more. */
function secondsAtMost(row: UsageRow): number {
  return row.busy + 1;
}

function cameInTime({ row, shiftH, firstSeenMs }: ReceivedRow, { lateHours }: CheckLimits): Figures | undefined {
  const hoursLate = Math.floor(firstSeenMs / HOUR_MS - (row.h + shiftH + 1));
  return firstSeenMs > (row.h + shiftH + 1 + lateHours) * HOUR_MS ? { hoursLate, most: lateHours } : undefined;
}

function isOfSoundParser({ parser }: ReceivedRow): Figures | undefined {
  return isWithdrawn(parser) ? { parser } : undefined;
}
