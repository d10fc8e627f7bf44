import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS, TOKEN_FIELDS } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { newCall } from "../newCall.ts";
import { addCounts, disjointCounts, isNoCall, readTokens, type TokenEra } from "./messageTokens.ts";

/** What a message tells of the request it is the answer to, the same in every generation of the format. */
export interface MessageFacts {
  /** Milliseconds, as written. */
  readonly created: unknown;
  readonly completed: unknown;
  readonly model: unknown;
  readonly provider: unknown;
  readonly tokens: unknown;
  /** US dollars by the tool's own price list; 0 where it has none. */
  readonly cost: unknown;
  /** `tokens` and `cost` of every step, where the message may be of several. */
  readonly steps: readonly StepFacts[];
  readonly era: TokenEra;
  readonly session: SessionFacts;
  /** Where the message does not tell, its session does. */
  readonly cwd: unknown;
}

export interface StepFacts {
  readonly tokens: unknown;
  readonly cost: unknown;
}

export interface SessionFacts {
  readonly id: string;
  /** Spawned this one for a task of its own. */
  readonly parentId?: string | undefined;
  readonly startMs?: number | undefined;
  readonly directory?: string | undefined;
}

/**
 * The call a completed message stands for; `undefined` for one that is none, as after an error.
 *
 * A fork copies messages under new ids and keeps all else, and a newer generation of the format takes over the older one's:
 * what the message says is its identity. It is settled once the message is completed.
 */
export function callOfMessage(facts: MessageFacts): CallRecord | SkipReason | undefined {
  const written = readTokens(facts.tokens);
  if (written === undefined) return "wrong-type";
  const model = typeof facts.model === "string" ? facts.model : "";
  const provider = typeof facts.provider === "string" ? facts.provider : "";
  const steps = facts.steps.map((step) => readTokens(step.tokens));
  if (steps.includes(undefined)) return "wrong-type";
  // A message of several steps has the tokens of the last one alone.
  const counted = steps.length > 1 || isNoCall(written) ? steps : [written];
  const tokens = counted
    .flatMap((step) => (step === undefined ? [] : [disjointCounts(step, facts.era, `${provider}/${model}`)]))
    .reduce(addCounts, NO_TOKENS);
  if (TOKEN_FIELDS.every((field) => tokens[field] === 0)) return undefined;
  const { created, completed, session } = facts;
  if (typeof created !== "number") return "no-time";
  const { input, output, reasoning, cacheRead, cacheWrite } = written;
  const usd = usdOf(facts.cost) ?? facts.steps.reduce((sum, step) => sum + (usdOf(step.cost) ?? 0), 0);
  return newCall({
    family: contentKey(
      created,
      typeof completed === "number" ? completed : undefined,
      input,
      output,
      reasoning,
      cacheRead,
      cacheWrite,
      provider,
      model,
    ),
    atMs: created,
    model,
    tokens,
    quality: "exact-call",
    sessionId: session.id,
    agentId: session.parentId === undefined ? undefined : session.id,
    copyRank: session.parentId === undefined ? 0 : 1,
    ownerMs: session.startMs ?? 0,
    cwd: typeof facts.cwd === "string" && facts.cwd !== "" ? facts.cwd : session.directory,
    ...(usd > 0 ? { reportedNanos: Math.round(usd * 1e9) } : {}),
  });
}

function usdOf(cost: unknown): number | undefined {
  return typeof cost === "number" && cost > 0 && Number.isFinite(cost) ? cost : undefined;
}
