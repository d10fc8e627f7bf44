import type { TokenCounts } from "../../shared/tokenCounts.ts";
import type { Pricer } from "../prices/pricer.ts";
import type { SessionCall } from "../rootSession.ts";

/** The counts as they would have been without a cache to read from. */
function withoutReads(tokens: TokenCounts): TokenCounts {
  return { ...tokens, freshInput: tokens.freshInput + tokens.cacheRead, cacheRead: 0 };
}

function withoutWrites(tokens: TokenCounts): TokenCounts {
  const { freshInput, cacheWrite5m, cacheWrite1h } = tokens;
  return { ...tokens, freshInput: freshInput + cacheWrite5m + cacheWrite1h, cacheWrite5m: 0, cacheWrite1h: 0 };
}

/** The counts had some of the tokens been read: those that were written, then fresh ones. */
function withReads(tokens: TokenCounts, lost: number): TokenCounts {
  const short = Math.min(lost, tokens.cacheWrite5m);
  const long = Math.min(lost - short, tokens.cacheWrite1h);
  const fresh = Math.min(lost - short - long, tokens.freshInput);
  return {
    ...tokens,
    freshInput: tokens.freshInput - fresh,
    cacheWrite5m: tokens.cacheWrite5m - short,
    cacheWrite1h: tokens.cacheWrite1h - long,
    cacheRead: tokens.cacheRead + short + long + fresh,
  };
}

/** What reading from the cache saved in a call, in billionths of a US dollar; 0 where prices are not known. */
export function savedByReads(call: SessionCall, pricer: Pricer): number {
  return call.tokens.cacheRead === 0 ? 0 : difference(call, withoutReads(call.tokens), pricer);
}

/** What writing to the cache cost more than sending the same fresh; 0 where prices are not known. */
export function extraOfWrites(call: SessionCall, pricer: Pricer): number {
  const { cacheWrite5m, cacheWrite1h } = call.tokens;
  // Minus, as it is the call that cost more. Never minus zero, which equals nothing else in a test or in JSON.
  return cacheWrite5m + cacheWrite1h === 0 ? 0 : 0 - difference(call, withoutWrites(call.tokens), pricer);
}

/** What a cold start cost more than reading the tokens would have; 0 where prices are not known. */
export function costOfColdStart(call: SessionCall, lost: number, pricer: Pricer): number {
  return lost === 0 ? 0 : Math.max(0, 0 - difference(call, withReads(call.tokens, lost), pricer));
}

/** What a call cost more than it would have with less to read from the cache; 0 where prices are not known. */
export function costOfReads(call: SessionCall, reads: number, pricer: Pricer): number {
  const cacheRead = Math.max(0, call.tokens.cacheRead - reads);
  return reads === 0 ? 0 : Math.max(0, 0 - difference(call, { ...call.tokens, cacheRead }, pricer));
}

/** Price with other counts, less what the call cost. */
function difference(call: SessionCall, tokens: TokenCounts, pricer: Pricer): number {
  const { costNanos, model, tool, atMs, serviceTier, usOnly } = call;
  if (costNanos === undefined) return 0;
  const other = pricer.costNanos({ model: model.written, sourceId: tool, atMs, tokens, serviceTier, usOnly });
  return other === undefined ? 0 : other - costNanos;
}
