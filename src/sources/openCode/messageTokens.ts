import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readCount } from "../lines.ts";

/** The `tokens` of a message or of one of its steps, as they are written. */
export interface WrittenTokens {
  readonly input: number;
  readonly output: number;
  readonly reasoning: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** As the provider tells it, in the versions that write it. */
  readonly total: number | undefined;
}

/**
 * How `output` and `reasoning` relate where no `total` tells: messages born in version 2 hold them apart, older ones held
 * in `output` what the provider called so.
 */
export type TokenEra = "apart" | "as-provider-counts";

const NOTHING: WrittenTokens = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0, total: undefined };

/** `undefined` where a count is of another type than the format says; all zero where there are none. */
export function readTokens(value: unknown): WrittenTokens | undefined {
  if (value === undefined || value === null) return NOTHING;
  if (!isJsonObject(value)) return undefined;
  const cache = value["cache"] ?? {};
  if (!isJsonObject(cache)) return undefined;
  const input = readCount(value["input"]);
  const output = readCount(value["output"]);
  const reasoning = readCount(value["reasoning"]);
  const cacheRead = readCount(cache["read"]);
  const cacheWrite = readCount(cache["write"]);
  if (input === undefined || output === undefined || reasoning === undefined) return undefined;
  if (cacheRead === undefined || cacheWrite === undefined) return undefined;
  const total = value["total"];
  return { input, output, reasoning, cacheRead, cacheWrite, total: typeof total === "number" ? total : undefined };
}

export function isNoCall(tokens: WrittenTokens): boolean {
  const { input, output, reasoning, cacheRead, cacheWrite } = tokens;
  return input === 0 && output === 0 && reasoning === 0 && cacheRead === 0 && cacheWrite === 0;
}

/** @param model as written, with its provider: whose way of counting it was where the record itself does not tell */
export function disjointCounts(tokens: WrittenTokens, era: TokenEra, model: string): TokenCounts {
  const { output, reasoning, cacheRead, cacheWrite } = tokens;
  return {
    ...NO_TOKENS,
    freshInput: freshInput(tokens),
    cacheRead,
    cacheWrite5m: cacheWrite,
    output: hasReasoningInside(tokens, era, model) ? output : output + reasoning,
    reasoning,
  };
}

export function addCounts(a: TokenCounts, b: TokenCounts): TokenCounts {
  return {
    ...NO_TOKENS,
    freshInput: a.freshInput + b.freshInput,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  };
}

/**
 * Versions of 2025 took the cached tokens off the provider's input even where it did not contain them; what came out below
 * zero tells that it did not.
 */
function freshInput({ input, cacheRead, cacheWrite }: WrittenTokens): number {
  if (input >= 0) return input;
  return input + cacheRead >= 0 ? input + cacheRead : input + cacheRead + cacheWrite;
}

function hasReasoningInside(tokens: WrittenTokens, era: TokenEra, model: string): boolean {
  const { input, output, reasoning, cacheRead, cacheWrite, total } = tokens;
  if (reasoning === 0) return true;
  if (total !== undefined) {
    // Some providers' totals leave the cache out.
    const prompts = [input + cacheRead + cacheWrite, input];
    if (prompts.some((prompt) => total === prompt + output)) return true;
    // Where the sum fits neither way, the record is still of a version that takes the reasoning out.
    return false;
  }
  // Google counts thoughts beside the output, the others within.
  return era === "as-provider-counts" && output >= reasoning && !/gemini|google/i.test(model);
}
