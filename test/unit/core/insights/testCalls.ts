import { modelTraitsOf } from "../../../../src/core/modelTraits.ts";
import type { SessionCall, Thread } from "../../../../src/core/rootSession.ts";
import { NO_TOKENS, type TokenCounts } from "../../../../src/shared/tokenCounts.ts";

export const MINUTE_MS = 60_000;
export const NOON_MS = Date.UTC(2026, 5, 15, 12);
/** The thread of calls that are not said to be of another. */
export const THREAD: Thread = { name: "session" };

export type CallChanges = Partial<Omit<SessionCall, "tokens" | "model">> & {
  readonly tokens?: Partial<TokenCounts>;
  readonly model?: string;
};

/** A steered call so many minutes after noon, of no tokens but for the changes. */
export function callAt(
  minute: number,
  { tokens, model = "claude-opus-4-5", ...changes }: CallChanges = {},
): SessionCall {
  return {
    atMs: NOON_MS + minute * MINUTE_MS,
    tokens: { ...NO_TOKENS, ...tokens },
    calls: 1,
    costNanos: 0,
    isSteered: true,
    isAgents: false,
    isExact: true,
    isEstimated: false,
    isCountedHere: false,
    model: modelTraitsOf(model),
    tool: "claudeCode",
    project: "/shop",
    thread: THREAD,
    serviceTier: "standard",
    usOnly: false,
    ...changes,
  };
}
