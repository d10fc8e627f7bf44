import type { TokenCounts } from "../shared/tokenCounts.ts";
import type { ModelTraits } from "./modelTraits.ts";
import type { ServiceTier } from "./usageRecord.ts";

/** A conversation with a model: a session's own, or that of a sub-agent. Each keeps a cache of its own. */
export interface Thread {
  /** Name of the sub-agent, or of the session where the conversation is all of it. */
  readonly name: string;
}

/** A call as badges and insights see it. */
export interface SessionCall {
  readonly atMs: number;
  readonly tokens: TokenCounts;
  /** 0 for a record that only adds something to a call that is not written down. */
  readonly calls: 0 | 1;
  /** `undefined`: no known price. */
  readonly costNanos: number | undefined;
  readonly isSteered: boolean;
  /** Made by a sub-agent and not by the session that the person types in. */
  readonly isAgents: boolean;
  /** The counts are those of this one call; not of a whole turn or session, or of an estimate. */
  readonly isExact: boolean;
  /** The counts are not exact for a turn either. */
  readonly isEstimated: boolean;
  /** Our tokenizer counted the tokens. */
  readonly isCountedHere: boolean;
  readonly model: ModelTraits;
  /** Source id. */
  readonly tool: string;
  /** Working directory; empty where not told. */
  readonly project: string;
  /** The same object for all calls of a thread. */
  readonly thread: Thread;
  readonly serviceTier: ServiceTier;
  readonly usOnly: boolean;
}

/** A session that a person began, with all that was spawned by it. */
export interface RootSession {
  /** Calls that count, ascending by time. */
  readonly calls: readonly SessionCall[];
  /** Messages typed by a person, ascending. */
  readonly turnTimesMs: readonly number[];
}
