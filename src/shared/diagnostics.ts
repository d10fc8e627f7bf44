import type { Problem } from "./meterSnapshot.ts";
import type { SetAside } from "./report.ts";

export interface RootDiagnostics {
  readonly sourceId: string;
  /** Path with the home folder written as `~`. */
  readonly path: string;
  readonly origin: string;
  readonly state: "read" | "missing" | "unreadable";
  readonly logs: number;
}

export interface SourceDiagnostics {
  readonly sourceId: string;
  readonly name: string;
  readonly parserVersion: number;
  readonly files: number;
  /** Files whose events are kept although the tool has deleted them. */
  readonly vanishedFiles: number;
  readonly bytes: number;
  /** Records read, copies included, and calls they came to. */
  readonly records: number;
  readonly calls: number;
  readonly newestCallMs: number | undefined;
  readonly skipped: Readonly<Record<string, number>>;
  /** Compressed logs this Node cannot read. */
  readonly unreadableCompressed: number;
  readonly toolVersions: readonly string[];
}

/** What Run Diagnostics and `token-legend doctor` show. No prompt, project, branch or session. */
export interface Diagnostics {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly roots: readonly RootDiagnostics[];
  readonly sources: readonly SourceDiagnostics[];
  readonly setAside: SetAside;
  readonly ledger: {
    readonly path: string;
    readonly bytes: number;
    readonly schemaVersion: number;
    readonly readOnly: boolean;
    readonly calls: number;
    readonly turns: number;
    readonly sessions: number;
  };
  readonly lease: {
    readonly holderPid: number | undefined;
    readonly isThisProcess: boolean;
    readonly expiresInMs: number | undefined;
  };
  readonly prices: { readonly snapshot: string; readonly unpricedModels: readonly string[] };
  readonly timings: { readonly lastSweepMs: number | undefined; readonly lastSweepBytes: number | undefined };
  readonly problems: readonly Problem[];
}
