import { modelTraitsOf } from "../modelTraits.ts";

/** Longest stretch before a call that counts as time at work: what is longer was a person's or a tool's. */
export const LONGEST_GAP_MS = 5 * 60_000;
/** The first token alone takes about as long. */
const LEAST_CALL_MS = 1_000;

/**
 * Output tokens per second that one stream of a model does not go beyond: about four times what is usual, so that only what
 * cannot be is above it. The first that fits, by a part of the name.
 */
const FASTEST: readonly (readonly [part: RegExp, tokensPerSecond: number])[] = [
  [/opus/, 200],
  [/sonnet/, 250],
  [/haiku/, 450],
  [/mercury|granite|diffusion/, 2_500],
];
const FASTEST_UNKNOWN = 10_000;

export function fastestOutput(model: string): number {
  return FASTEST.find(([part]) => part.test(model))?.[1] ?? FASTEST_UNKNOWN;
}

/** What of a record decides for how long the model must have been at work at least. */
export interface CallExtent {
  readonly calls: number;
  readonly output: number;
  /** Name of the model as a board gets it. */
  readonly model: string;
}

export function leastBusyMs({ calls, output, model }: CallExtent): number {
  return calls * LEAST_CALL_MS + (output / fastestOutput(model)) * 1_000;
}

/**
 * Time at work of one call: since what came before it in its thread, another call or a message typed, but no more than five
 * minutes and no less than the model needs. Logs tell instants and no durations, and stamp some answers when they begin.
 *
 * @param gapMs `undefined` where nothing came before, or the record stands for several calls
 */
export function busyMs(extent: CallExtent, gapMs: number | undefined): number {
  return Math.max(leastBusyMs(extent), Math.min(gapMs ?? 0, LONGEST_GAP_MS));
}

/** Most tokens that a model of today answers with. */
const MOST_OUTPUT = 128_000;
const USUAL_WINDOW = 200_000;

/**
 * Calls that a record of a whole turn or session stands for at least: as many as its tokens need. What is written down as one
 * record was not one call.
 *
 * @param model as written by the tool
 */
export function leastCalls(model: string, promptTokens: number, outputTokens: number): number {
  const window = modelTraitsOf(model).windowTokens ?? USUAL_WINDOW;
  return Math.max(Math.ceil(promptTokens / window), Math.ceil(outputTokens / MOST_OUTPUT));
}
