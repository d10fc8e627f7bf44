import type { Ledger } from "./ledger/ledger.ts";
import type { RunGit } from "./review/runGit.ts";
import type { SessionCache } from "./sessions/sessionCache.ts";

/** What an answer is made from. */
export interface QuestionGround {
  readonly ledger: Ledger;
  /** The ledger's sessions and days, in the person's time zone, as far as they were taken in: see `SessionCache.advance`. */
  readonly sessions: SessionCache;
  /** Names of tools as their makers write them, by source id. */
  readonly toolNames: Readonly<Record<string, string>>;
  /** Looks for git, and answers how to ask it; `undefined` where there is none. */
  readonly findGit: () => RunGit | undefined;
  readonly nowMs: number;
}
