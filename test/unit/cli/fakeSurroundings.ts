import { EventEmitter } from "node:events";
import type { Output } from "../../../src/cli/output.ts";
import type { Surroundings } from "../../../src/cli/surroundings.ts";
import type { OutboxRequest } from "../../../src/shared/board/outbox.ts";
import type { Diagnostics } from "../../../src/shared/diagnostics.ts";
import type { Report, ReportQuery } from "../../../src/shared/report.ts";
import { NO_USAGE } from "../../../src/shared/usageTotals.ts";
import type { UsageTotals } from "../../../src/shared/usageTotals.ts";
import type { ExportPiece, Meter, MeterOptions, ScanOutcome } from "../../../src/worker/meter.ts";

export const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

export class FakeOutput implements Output {
  text = "";
  readonly columns: number | undefined;
  readonly #closesAfter: number;

  /** @param closesAfter characters after which the reader is gone */
  constructor(columns?: number, closesAfter = Infinity) {
    this.columns = columns;
    this.#closesAfter = closesAfter;
  }

  write(text: string): void {
    this.text += text;
  }

  isClosed(): boolean {
    return this.text.length >= this.#closesAfter;
  }
}

export const NOTHING_SCANNED: ScanOutcome = {
  by: "this-process",
  files: 0,
  changedFiles: 0,
  bytes: 0,
  newCalls: 0,
  milliseconds: 0,
};

export const EMPTY_REPORT: Report = {
  rows: [],
  totals: NO_USAGE,
  setAside: { records: 0, tokens: 0, reasons: {} },
  asOfMs: NOW_MS - 90_000,
};

export const EMPTY_DIAGNOSTICS: Diagnostics = {
  version: "1.2.3",
  node: "24.1.0",
  platform: "linux",
  roots: [],
  sources: [],
  setAside: { records: 0, tokens: 0, reasons: {} },
  ledger: {
    path: "~/.local/share/token-legend/ledger.sqlite",
    bytes: 4096,
    schemaVersion: 1,
    readOnly: false,
    calls: 0,
    turns: 0,
    sessions: 0,
  },
  lease: { holderPid: undefined, isThisProcess: true, expiresInMs: 5000 },
  prices: { snapshot: "2026-11-01", unpricedModels: [] },
  timings: { lastSweepMs: undefined, lastSweepBytes: undefined },
  problems: [],
};

export function usage(parts: Partial<UsageTotals>): UsageTotals {
  return { ...NO_USAGE, ...parts };
}

/** A meter that answers what it was given and writes down what it was asked. */
export class FakeMeter implements Meter {
  readonly asked: string[] = [];
  readonly queries: ReportQuery[] = [];
  outcome = NOTHING_SCANNED;
  answer = EMPTY_REPORT;
  diagnosis = EMPTY_DIAGNOSTICS;
  pieces: readonly string[] = [];

  scan(onProgress?: Parameters<Meter["scan"]>[0]): Promise<ScanOutcome> {
    this.asked.push("scan");
    onProgress?.({ doneBytes: 250, totalBytes: 1000, doneFiles: 1, totalFiles: 4 });
    return Promise.resolve(this.outcome);
  }

  rescan(): Promise<ScanOutcome> {
    this.asked.push("rescan");
    return Promise.resolve(this.outcome);
  }

  report(query: ReportQuery): Report {
    this.asked.push("report");
    this.queries.push(query);
    return this.answer;
  }

  snapshot(): never {
    throw new Error("The command line shows no snapshot");
  }

  diagnostics(): Diagnostics {
    this.asked.push("diagnostics");
    return this.diagnosis;
  }

  problems(): Diagnostics["problems"] {
    return this.diagnosis.problems;
  }

  exportEvents(format: "csv" | "json"): Iterable<ExportPiece> {
    this.asked.push(`export ${format}`);
    return this.pieces.map((text) => ({ text, rows: 1, calls: 1 }));
  }

  board(_request: OutboxRequest): unknown {
    throw new Error("This test has no board");
  }

  close(): void {
    this.asked.push("close");
  }
}

export interface FakeSurroundings extends Surroundings {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  readonly meter: FakeMeter;
  readonly opened: MeterOptions[];
}

export function fakeSurroundings(
  changes: Partial<Surroundings & { stdout: FakeOutput; stderr: FakeOutput }> = {},
): FakeSurroundings {
  const meter = new FakeMeter();
  const opened: MeterOptions[] = [];
  return {
    meter,
    opened,
    version: "1.2.3",
    stdout: new FakeOutput(),
    stderr: new FakeOutput(),
    nowMs: () => NOW_MS,
    home: "/home/me",
    platform: "linux",
    env: { CODEX_HOME: "/elsewhere" },
    workingFolder: "/home/me/work",
    systemTimeZone: () => "Europe/Berlin",
    openMeter: (options) => {
      opened.push(options);
      return meter;
    },
    fetch: () => Promise.reject(new Error("This test has no network")),
    ask: () => Promise.resolve({ kind: "nobody" }),
    signals: new EventEmitter(),
    boardProgram: () => "/nowhere/board.cjs",
    ...changes,
  };
}
