import { modelTraitsOf } from "../../src/core/modelTraits.ts";
import { createPricer } from "../../src/core/prices/createPricer.ts";
import type { RootSession, SessionCall } from "../../src/core/rootSession.ts";
import { NO_TOKENS, type TokenCounts } from "../../src/shared/tokenCounts.ts";

const pricer = createPricer();
const THREAD = { name: "session" };

type CallChanges = Partial<Omit<SessionCall, "tokens" | "model" | "costNanos">> & {
  readonly tokens?: Partial<TokenCounts>;
  readonly model?: string;
};

/** A call at list prices of its day. */
export function makeSessionCall({ tokens, model = "claude-opus-4-5", ...changes }: CallChanges): SessionCall {
  const call = {
    atMs: 0,
    calls: 1 as const,
    isSteered: true,
    isAgents: false,
    isExact: true,
    isEstimated: false,
    isCountedHere: false,
    tool: "claudeCode",
    project: "/home/ann/shop",
    thread: THREAD,
    serviceTier: "standard" as const,
    usOnly: false,
    ...changes,
    model: modelTraitsOf(model),
    tokens: { ...NO_TOKENS, ...tokens },
  };
  const costNanos = pricer.costNanos({ ...call, model, sourceId: call.tool });
  return { ...call, costNanos };
}

export function makeRootSession(calls: readonly SessionCall[], turnTimesMs: readonly number[] = []): RootSession {
  return { calls, turnTimesMs };
}
