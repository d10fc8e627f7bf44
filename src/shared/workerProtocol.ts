import type { OutboxRequests } from "./board/outbox.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { GameSnapshot, Reached } from "./gameSnapshot.ts";
import type { MeterSnapshot } from "./meterSnapshot.ts";
import type { LedgerQuestion } from "./panelQuestions.ts";
import type { Report, ReportQuery } from "./report.ts";
import type { TelemetrySettings, TelemetryState } from "./telemetryState.ts";

/** Texts of another language by their English ones. */
export type Texts = Readonly<Record<string, string>>;

/** What the worker is started with (`workerData`). */
export interface WorkerOptions {
  readonly version: string;
  readonly home: string;
  /** Environment the sources may look at. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ledgerFolder: string;
  /** Folders to read besides the known ones, by source id. */
  readonly extraRoots: Readonly<Record<string, readonly string[]>>;
  /** Read the history of repositories in which sessions ran. */
  readonly repositories: boolean;
  readonly timeZone: string;
  /** `undefined`: texts stay English. */
  readonly texts?: Texts | undefined;
  /** `undefined`: no telemetry is received. */
  readonly telemetry?: TelemetrySettings | undefined;
}

/** A run of tests that the editor saw end. */
export interface TestRun {
  /** Absolute path of the folder that it ran in. */
  readonly folder: string;
  /** Fingerprint of the command, which tells one from another and not what was run; empty in what older versions kept. */
  readonly command: string;
  readonly atMs: number;
  readonly passed: boolean;
}

/** A monthly budget for all tools. */
export interface MonthlyBudget {
  readonly unit: "currency" | "tokens";
  /** Billionths of a US dollar, or tokens. */
  readonly amount: number;
}

export type ExportFormat = "csv" | "json";

/** Requests that are answered, by name: argument and result. */
export interface WorkerRequests extends OutboxRequests {
  rescan: { readonly argument: null; readonly result: null };
  report: { readonly argument: ReportQuery; readonly result: Report };
  diagnostics: { readonly argument: null; readonly result: Diagnostics };
  /** Tiers and badges; the first answer takes seconds in a large ledger. */
  game: { readonly argument: null; readonly result: GameSnapshot };
  /** A page's question; the answer is checked where it is shown. */
  ask: { readonly argument: LedgerQuestion; readonly result: unknown };
  /** Keeps a test run for the weekly review and for badges. */
  noteTestRun: { readonly argument: TestRun; readonly result: null };
  /** Keeps what the monthly budget for all tools is, where it is another than before. */
  noteBudget: { readonly argument: MonthlyBudget | null; readonly result: null };
  /** What the receiver of telemetry is doing. */
  telemetry: { readonly argument: null; readonly result: TelemetryState };
  /** Writes every event to a file and answers how many there were. */
  export: { readonly argument: { readonly format: ExportFormat; readonly path: string }; readonly result: number };
}
export type WorkerRequestName = keyof WorkerRequests;

export type ToWorker =
  | {
      readonly [Name in WorkerRequestName]: {
        readonly type: "request";
        readonly id: number;
        readonly name: Name;
        readonly argument: WorkerRequests[Name]["argument"];
      };
    }[WorkerRequestName]
  /** A file or folder below a root changed: look now instead of at the next sweep. */
  | { readonly type: "hint"; readonly path: string }
  /** The window gained or lost focus: sweep often or seldom. */
  | { readonly type: "focus"; readonly focused: boolean }
  /** End in order: release the lease, close the ledger, exit. */
  | { readonly type: "stop" };

export type FromWorker =
  | { readonly type: "snapshot"; readonly snapshot: MeterSnapshot }
  /** Folders worth watching: existing roots and, for missing ones, nothing. */
  | { readonly type: "roots"; readonly paths: readonly string[] }
  /** Badges or a tier were reached while this process holds the lease. */
  | { readonly type: "reached"; readonly reached: Reached }
  | { readonly type: "reply"; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly type: "reply"; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly type: "log"; readonly level: "debug" | "info" | "warn" | "error"; readonly message: string };
