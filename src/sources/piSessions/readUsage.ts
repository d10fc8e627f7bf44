import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readCount, type JsonObject } from "../lines.ts";

export interface Usage {
  readonly tokens: TokenCounts;
  readonly reportedNanos: number | undefined;
}

const NANOS_PER_DOLLAR = 1e9;

/** A call's `usage`; nothing for a call without any token, `undefined` fields aside. */
export function readUsage(usage: JsonObject): Usage | "wrong-type" | undefined {
  const input = readCount(usage["input"]);
  const output = readCount(usage["output"]);
  const cacheRead = readCount(usage["cacheRead"]);
  const cacheWrite = readCount(usage["cacheWrite"]);
  const cacheWrite1h = readCount(usage["cacheWrite1h"]);
  const reasoning = readCount(usage["reasoning"] ?? usage["reasoningTokens"]);
  if (
    input === undefined ||
    output === undefined ||
    cacheRead === undefined ||
    cacheWrite === undefined ||
    cacheWrite1h === undefined ||
    reasoning === undefined
  ) {
    return "wrong-type";
  }
  if (input === 0 && output === 0 && cacheRead === 0 && cacheWrite === 0) return undefined;
  const longLived = Math.min(cacheWrite1h, cacheWrite);
  const tokens = {
    ...NO_TOKENS,
    freshInput: input,
    cacheRead,
    cacheWrite5m: cacheWrite - longLived,
    cacheWrite1h: longLived,
    output,
    reasoning,
  };
  return { tokens: asTotalTells(tokens, usage["totalTokens"]), reportedNanos: readCost(usage) };
}

/**
 * Where the record's own total says so, input that contains the cached tokens is freed of them, and reasoning that is not in
 * the output is added to it: some providers' adapters hand on counts as their API has them.
 */
function asTotalTells(tokens: TokenCounts, total: unknown): TokenCounts {
  const { freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning } = tokens;
  const cached = cacheRead + cacheWrite5m + cacheWrite1h;
  const sum = freshInput + cached + output;
  if (reasoning > 0 && total === sum + reasoning) return { ...tokens, output: output + reasoning };
  const isWhole = cached > 0 && freshInput >= cached && total === freshInput + output && total !== sum;
  return {
    ...tokens,
    freshInput: isWhole ? freshInput - cached : freshInput,
    // Where a provider does not tell it, it may be guessed.
    reasoning: Math.min(reasoning, output),
  };
}

/** US dollars, in `cost.total` or, by some writers, in `cost` or `costUSD`. */
function readCost(usage: JsonObject): number | undefined {
  const cost = usage["cost"];
  const dollars = (isJsonObject(cost) ? cost["total"] : cost) ?? usage["costUSD"];
  if (typeof dollars !== "number" || !(dollars > 0)) return undefined;
  const nanos = Math.round(dollars * NANOS_PER_DOLLAR);
  return Number.isSafeInteger(nanos) && nanos > 0 ? nanos : undefined;
}
