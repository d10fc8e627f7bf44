import { modelTraitsOf } from "../../modelTraits.ts";

export interface ModelLimits {
  /** Tokens that one call takes at most. */
  readonly windowTokens: number;
  /** Tokens that one call writes at most. */
  readonly outputTokens: number;
  /** Output tokens per second of one stream, about four times the published speed. */
  readonly outputPerSecond: number;
}

/** The largest context window sold; for models that are not known, so that none is accused for being new. */
const WIDEST_WINDOW = 10_000_000;
const FASTEST = 10_000;

/** Sold, or asked for, with a window of a million tokens as well, which the name on the wire does not tell. */
const ALSO_LONG = /^claude-(?:sonnet|opus)-4/;
const LONG_WINDOW = 1_000_000;

/** The longest answer of Claude models, and what a record of a sum is told as one call for. */
const CLAUDE_OUTPUT = 128_000;

/** Opus has a fast mode of 2.5 times the speed, which the wire does not tell from the other: its bound holds for both. */
const SPEEDS: ReadonlyMap<string, number> = new Map([
  ["anthropic opus", 500],
  ["anthropic sonnet", 250],
  ["anthropic haiku", 450],
]);

/** What no call to a model can exceed; the widest limits there are for one that is not known. */
export function modelLimitsOf(model: string): ModelLimits {
  const { name, family, windowTokens } = modelTraitsOf(model);
  if (windowTokens === undefined || family === undefined)
    return { windowTokens: WIDEST_WINDOW, outputTokens: WIDEST_WINDOW, outputPerSecond: FASTEST };
  const window = ALSO_LONG.test(name) ? Math.max(windowTokens, LONG_WINDOW) : windowTokens;
  return {
    windowTokens: window,
    outputTokens: family.vendor === "anthropic" ? CLAUDE_OUTPUT : Math.max(window, CLAUDE_OUTPUT),
    outputPerSecond: SPEEDS.get(family.name) ?? FASTEST,
  };
}

/**
 * Tools of which every counted record is one call, so that a row's largest prompt is the largest of all of its records. Others
 * write down sums of messages or sessions now and then, for which a row tells at least as many calls as they need.
 */
const ONE_CALL_PER_RECORD: ReadonlySet<string> = new Set([
  "claudeCode",
  "geminiCli",
  "qwenCode",
  "rooCode",
  "kiloCode",
  "openCode",
  "openClaw",
  "pi",
  "kimi",
]);

export function tellsSingleCalls(tool: string): boolean {
  return ONE_CALL_PER_RECORD.has(tool);
}
