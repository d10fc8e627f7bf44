import { modelLimitsOf } from "./checks/modelLimits.ts";

/** Longest stretch before a call that counts as time at work: what is longer was a person's or a tool's. */
export const LONGEST_GAP_MS = 5 * 60_000;
/** The first token alone takes about as long. */
const LEAST_CALL_MS = 1_000;

/** What of a record decides for how long the model must have been at work at least. */
export interface CallExtent {
  readonly calls: number;
  readonly output: number;
  /** Name of the model as a board gets it. */
  readonly model: string;
}

/**
 * Time at work of one call: since what came before it in its thread, another call or a message typed, but no more than five
 * minutes and no less than the model needs to write the answer. Logs tell instants and no durations, and stamp some answers
 * when they begin.
 *
 * @param gapMs `undefined` where nothing came before, or the record stands for several calls
 */
export function busyMs({ calls, output, model }: CallExtent, gapMs: number | undefined): number {
  const leastMs = calls * LEAST_CALL_MS + (output / modelLimitsOf(model).outputPerSecond) * 1_000;
  return Math.max(leastMs, Math.min(gapMs ?? 0, LONGEST_GAP_MS));
}

/**
 * Calls that a record of a whole turn or session stands for at least: as many as its tokens need. What is written down as one
 * record was not one call.
 *
 * @param model as a board gets it
 */
export function leastCalls(model: string, promptTokens: number, outputTokens: number): number {
  const limits = modelLimitsOf(model);
  return Math.max(Math.ceil(promptTokens / limits.windowTokens), Math.ceil(outputTokens / limits.outputTokens));
}
