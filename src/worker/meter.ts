import type { OutboxRequest } from "../shared/board/outbox.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import type { Reached } from "../shared/gameSnapshot.ts";
import type { MeterSnapshot, Problem, ScanProgress } from "../shared/meterSnapshot.ts";
import type { Report, ReportQuery } from "../shared/report.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";

export interface MeterOptions {
  readonly version: string;
  /** Home whose logs are read. */
  readonly home: string;
  /** Environment the sources may look at; empty when another home than the user's own is read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File of the ledger. Made where missing. */
  readonly ledgerFile: string;
  readonly extraRoots: Readonly<Record<string, readonly string[]>>;
  /** Count the texts of a small sample of calls as well, to hold what tools report against it. */
  readonly recounts?: boolean;
  /** Read the history of repositories in which sessions ran, for what came of them. */
  readonly repositories?: boolean;
  /** Told of badges and tiers once they are kept. */
  readonly onReached?: (reached: Reached) => void;
}

export interface ScanOutcome {
  /** `followed`: another live process holds the lease and was asked to sweep; `stale`: it did not answer in time. */
  readonly by: "this-process" | "followed" | "stale" | "read-only";
  readonly files: number;
  readonly changedFiles: number;
  readonly bytes: number;
  readonly newCalls: number;
  readonly milliseconds: number;
}

export interface ExportPiece {
  readonly text: string;
  /** Of this piece. A row is no call where it holds web searches or a cost alone. */
  readonly rows: number;
  readonly calls: number;
}

/** The product without a user interface: one ledger, read and brought up to date. Used by the worker and the CLI. */
export interface Meter {
  /** Reads everything that is new. Calls `onProgress` now and then while it runs. Never rejects for a fault in a log. */
  scan(onProgress?: (progress: ScanProgress) => void): Promise<ScanOutcome>;
  /** Reads every log that still exists from its start. Nothing counted is lost and nothing is counted twice. */
  rescan(onProgress?: (progress: ScanProgress) => void): Promise<ScanOutcome>;
  report(query: ReportQuery): Report;
  snapshot(timeZone: string): MeterSnapshot;
  diagnostics(): Diagnostics;
  /** What is wrong that figures may lack usage for, or that needs the person. */
  problems(): readonly Problem[];
  /** Every counted event, oldest first. Costs are USD, times ISO UTC. Each piece is read when it is asked for. */
  exportEvents(format: ExportFormat): Iterable<ExportPiece>;
  /** Answers what is asked of the outbox of the team board: see `OutboxRequests`. */
  board(request: OutboxRequest): unknown;
  /** Gives the lease back and closes the ledger. Safe twice. */
  close(): void;
}
