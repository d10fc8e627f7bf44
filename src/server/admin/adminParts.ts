import type { AdminView } from "../../shared/board/adminView.ts";
import type { Queries } from "../database/boardDatabase.ts";

/** What other parts of the board tell its staff. */
export interface AdminParts {
  /** Open signals, for moderators. */
  signals(queries: Queries, nowMs: number): Promise<NonNullable<AdminView["signals"]>>;
  /** Checks that failed to run, for operators. */
  failedChecks(queries: Queries): Promise<readonly string[]>;
}
