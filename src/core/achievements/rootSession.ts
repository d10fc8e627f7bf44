import type { TokenCounts } from "../../shared/tokenCounts.ts";
import type { ModelTraits } from "../modelTraits.ts";

/** A call as badges see it. */
export interface SessionCall {
  readonly atMs: number;
  readonly tokens: TokenCounts;
  /** `undefined`: no known price. */
  readonly costNanos: number | undefined;
  readonly isSteered: boolean;
  /** Made by a sub-agent and not by the session that the person types in. */
  readonly isAgents: boolean;
  /** The counts are those of this one call; not of a whole turn or session, or of an estimate. */
  readonly isExact: boolean;
  readonly model: ModelTraits;
  readonly tool: string;
  /** Working directory; empty where not told. */
  readonly project: string;
}

/** A session that a person began, with all that was spawned by it. */
export interface RootSession {
  /** Calls that count, ascending by time. */
  readonly calls: readonly SessionCall[];
  /** Messages typed by a person, ascending. */
  readonly turnTimesMs: readonly number[];
}
