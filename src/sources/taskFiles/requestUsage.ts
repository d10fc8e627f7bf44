import type { SkipReason } from "../../core/usageRecord.ts";
import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { parseObject, readCount, readText } from "../lines.ts";
import { usdNanos } from "./usdNanos.ts";

/** What a request used, as it is written. Tools, providers and versions differ in whether `prompt` holds the cached tokens. */
export interface RequestUsage {
  readonly prompt: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** With the reasoning in it. */
  readonly output: number;
  readonly costNanos: number | undefined;
  /** Whose way of counting the provider follows, "anthropic" or "openai", where the tool says it. */
  readonly protocol: string | undefined;
}

/**
 * Usage out of the text of a message, which is JSON. `undefined` where there is none yet: a request is written down when it
 * starts, and its counts are filled in later, or never when it fails.
 */
export function readRequestUsage(text: string): RequestUsage | SkipReason | undefined {
  const request = parseObject(text);
  if (request === undefined) return "malformed";
  const prompt = readCount(request["tokensIn"]);
  const output = readCount(request["tokensOut"]);
  const cacheRead = readCount(request["cacheReads"]);
  const cacheWrite = readCount(request["cacheWrites"]);
  if (prompt === undefined || output === undefined || cacheRead === undefined || cacheWrite === undefined) {
    return "wrong-type";
  }
  if (prompt === 0 && output === 0 && cacheRead === 0 && cacheWrite === 0) return undefined;
  const protocol = readText(request["apiProtocol"]);
  return { prompt, output, cacheRead, cacheWrite, costNanos: usdNanos(request["cost"]), protocol };
}

/** The counts with no token in two of them. A prompt smaller than its cached part does not hold it, whatever the rule says. */
export function tokensOfRequest(usage: RequestUsage, isPromptWhole: boolean): TokenCounts {
  const { prompt, cacheRead, cacheWrite, output } = usage;
  const cached = cacheRead + cacheWrite;
  const isWhole = isPromptWhole && prompt >= cached;
  return disjointTokens({ prompt: isWhole ? prompt : prompt + cached, cacheRead, cacheWrite, output });
}
