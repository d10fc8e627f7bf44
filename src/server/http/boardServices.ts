import type { AdminParts } from "../admin/adminParts.ts";
import type { BoardDatabase, Queries } from "../database/boardDatabase.ts";
import type { Terms } from "../database/terms.ts";
import type { JobLog } from "../jobLog.ts";
import type { RandomBytes } from "../membership/codes.ts";
import type { KeptList } from "../views/keptList.ts";
import type { IngestGate } from "./ingestGate.ts";
import type { Metrics } from "./metrics.ts";
import type { Site } from "./site.ts";

/** What the routes work with. */
export interface BoardServices {
  /** Uploads and everything else that changes data. */
  readonly writes: BoardDatabase;
  /** Readers have connections of their own, so that a burst of uploads does not keep them waiting. */
  readonly reads: Queries;
  readonly list: KeptList;
  readonly terms: Terms;
  readonly gate: IngestGate;
  readonly metrics: Metrics;
  readonly clock: () => number;
  readonly random: RandomBytes;
  readonly intervalS: number;
  /** Fewer people than this are told nothing of as a group. */
  readonly leastPeople: number;
  /** Whether members' days are held against a provider's own report. */
  readonly readsProvider: boolean;
  /** Plain text that is shown before people agree. */
  readonly legalText: string | undefined;
  readonly site: Site;
  readonly jobs: JobLog;
  readonly adminParts: AdminParts;
}
