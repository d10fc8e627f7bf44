import type { Problem } from "./meterSnapshot.ts";
import type { SetAside } from "./report.ts";

export interface RootDiagnostics {
  readonly sourceId: string;
  /** Path with the home folder written as `~`. */
  readonly path: string;
  readonly origin: string;
  /** A person has named it, in the settings. */
  readonly isNamed: boolean;
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
  /** The calls by how sure their counts are (see `Quality`). */
  readonly qualities: Readonly<Record<string, number>>;
  /** Kinds of file it may be read from, and how many of each were read; none where it leaves nothing readable. */
  readonly formats: readonly { readonly id: string; readonly files: number }[];
  readonly newestCallMs: number | undefined;
  readonly skipped: Readonly<Record<string, number>>;
  /** Calls whose texts were counted as well: their output as the tool reports it, and as counted here. */
  readonly recount: { readonly calls: number; readonly reported: number; readonly counted: number };
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
