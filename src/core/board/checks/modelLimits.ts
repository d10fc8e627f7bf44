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

/** Sold with a window of a million tokens as well, which the name on the wire does not tell. */
const ALSO_LONG: ReadonlySet<string> = new Set(["claude-sonnet-4", "claude-sonnet-4-5"]);
const LONG_WINDOW = 1_000_000;

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
  const window = ALSO_LONG.has(name) ? Math.max(windowTokens, LONG_WINDOW) : windowTokens;
  return {
    windowTokens: window,
    outputTokens: family.vendor === "anthropic" ? CLAUDE_OUTPUT : window,
    outputPerSecond: SPEEDS.get(family.name) ?? FASTEST,
  };
}

/**
 * Calls that one counted record may stand for. Tools that write down sums of a message or of a session are not in the table:
 * for them nothing follows from a number of records.
 */
const CALLS_PER_RECORD: ReadonlyMap<string, number> = new Map([
  ["claudeCode", 1],
  ["geminiCli", 1],
  ["qwenCode", 1],
  ["rooCode", 1],
  ["kiloCode", 1],
  ["openCode", 1],
  ["openClaw", 1],
  ["pi", 1],
  ["kimi", 1],
  // Older versions tell of a turn as a whole.
  ["codex", 16],
]);

/** `undefined` where there is no telling. */
export function mostCalls(tool: string, records: number): number | undefined {
  const each = CALLS_PER_RECORD.get(tool);
  return each === undefined ? undefined : Math.max(1, records) * each;
}
