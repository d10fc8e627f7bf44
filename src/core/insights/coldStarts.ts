import { promptTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import type { SessionCall, Thread } from "../rootSession.ts";

const MINUTE_MS = 60_000;
/** How long a cache is kept after it was last used: by Anthropic as it was written; others promise no more than five minutes. */
const SHORT_LIFE_MS = 5 * MINUTE_MS;
const LONG_LIFE_MS = 60 * MINUTE_MS;
/** Makers keep no shorter prompts. */
const LEAST_TOKENS = 1024;
/** Parts of a prompt may go for other reasons, such as thinking that is no longer sent; a compaction takes more. */
const MOST_SHRINKING = 0.1;

/** What the last call of a thread left in the cache. */
interface KeptPrompt {
  readonly atMs: number;
  readonly model: string;
  readonly tokens: number;
  readonly lifeMs: number;
}

/**
 * Finds the cold starts of a session: calls that sent a context anew which lay in a cache until its time ran out.
 *
 * A call is one where all of this holds against the call before it in the same thread:
 * - the session's own thread, as nobody waits for a sub-agent;
 * - the same model, as each model has a cache of its own;
 * - at least half of that call's prompt was read from or written to a cache: else there was nothing to lose;
 * - less than half of what was kept is read now;
 * - the prompt is no smaller, give or take a tenth: after a compaction or a clearing little is left to be read;
 * - the pause was longer than the cache lives. A shorter one that loses the cache has another cause, such as changed tools.
 */
export class ColdStarts {
  readonly #kept = new Map<Thread, KeptPrompt>();

  /** To be asked of all calls in order of time. @returns tokens that would have been read had the call come in time */
  lostTokens(call: SessionCall): number {
    if (call.isAgents || !call.isExact) return 0;
    const { tokens, thread, model, atMs } = call;
    const prompt = promptTokens(tokens);
    if (prompt === 0) return 0;
    const before = this.#kept.get(thread);
    const lost = before === undefined ? 0 : lostSince(before, call, prompt);
    const cached = lost > 0 ? prompt : cachedTokens(tokens);
    this.#kept.set(thread, {
      atMs,
      model: model.name,
      tokens: cached >= prompt / 2 ? cached : 0,
      lifeMs: lifeAfter(tokens, before),
    });
    return lost;
  }
}

function lostSince(kept: KeptPrompt, { tokens, model, atMs }: SessionCall, prompt: number): number {
  const isCold =
    kept.tokens >= LEAST_TOKENS &&
    kept.model === model.name &&
    atMs - kept.atMs > kept.lifeMs &&
    tokens.cacheRead < kept.tokens / 2 &&
    prompt >= (1 - MOST_SHRINKING) * kept.tokens;
  return isCold ? Math.min(kept.tokens, prompt) - tokens.cacheRead : 0;
}

function cachedTokens({ cacheRead, cacheWrite5m, cacheWrite1h }: TokenCounts): number {
  return cacheRead + cacheWrite5m + cacheWrite1h;
}

/** A call that writes nothing keeps alive what was written before. */
function lifeAfter({ cacheWrite5m, cacheWrite1h }: TokenCounts, before: KeptPrompt | undefined): number {
  if (cacheWrite1h > 0) return LONG_LIFE_MS;
  if (cacheWrite5m > 0) return SHORT_LIFE_MS;
  return before?.lifeMs ?? SHORT_LIFE_MS;
}
