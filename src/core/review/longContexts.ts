import { NO_TOKENS, promptTokens } from "../../shared/tokenCounts.ts";
import { costOfReads } from "../insights/cachePrices.ts";
import type { RootSession, SessionCall } from "../rootSession.ts";
import { type FoundSaving, NOTHING_FOUND, type ReviewGround } from "./reviewGround.ts";

/** Past this a session is a long one. */
export const LONG_PROMPT_TOKENS = 150_000;
/** What a session begins with at least: instructions, tools, and what was worth taking along. */
export const FRESH_PROMPT_TOKENS = 30_000;

/**
 * What a fresh session would have saved from where the prompts of one went past 150,000 tokens: one that begins with as much as
 * this one did, 30,000 tokens at least. Each later call that is still past the mark would have read that much less from the
 * cache; writing the new beginning is taken off. Counts sessions. Sub-agents' prompts are not looked at: they end by themselves.
 */
export function findLongContexts({ calls }: RootSession, ground: ReviewGround): FoundSaving {
  const own = calls.filter((call) => call.isExact && !call.isAgents && promptTokens(call.tokens) > 0);
  const first = own[0];
  if (first === undefined) return NOTHING_FOUND;
  const freshTokens = Math.max(FRESH_PROMPT_TOKENS, promptTokens(first.tokens));
  const spared = LONG_PROMPT_TOKENS - freshTokens;
  const long = own.filter((call) => ground.isInWeek(call) && promptTokens(call.tokens) > LONG_PROMPT_TOKENS);
  const start = long[0];
  if (spared <= 0 || start === undefined) return NOTHING_FOUND;
  const startNanos = costOfWriting(start, freshTokens, ground) ?? Infinity;
  const expected = long.reduce((sum, call) => sum + costOfReads(call, spared, ground.pricer), 0);
  if (expected <= startNanos) return NOTHING_FOUND;
  const claimed = long.reduce(
    (sum, call) => sum + ground.unclaimed.claim(call, costOfReads(call, spared, ground.pricer)),
    0,
  );
  const amountNanos = claimed - startNanos;
  return amountNanos > 0 ? { amountNanos, count: 1 } : NOTHING_FOUND;
}

function costOfWriting(call: SessionCall, tokens: number, { pricer }: ReviewGround): number | undefined {
  const { model, tool, atMs, serviceTier, usOnly } = call;
  return pricer.costNanos({
    model: model.written,
    sourceId: tool,
    atMs,
    tokens: { ...NO_TOKENS, cacheWrite5m: tokens },
    serviceTier,
    usOnly,
  });
}
