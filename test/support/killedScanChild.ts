// Usage: node killedScanChild.ts OPTIONS_AS_JSON
// Scans a home, and tells on standard output, a letter each, what happens: "(" a transaction begins, "c" it is about to
// be committed, ")" it is over, "w" a scan ended here, "f" one was left to another process.
import { writeSync } from "node:fs";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { openMeter } from "../../src/worker/openMeter.ts";

export interface ScanProcessOptions {
  readonly home: string;
  readonly ledgerFile: string;
  /** Reads everything from its start. */
  readonly isRescan?: boolean;
  /** Kills itself before running this many prepared statements. */
  readonly killAtStatement?: number;
  /** Goes on scanning until its standard input ends, and once more after that. */
  readonly isEndless?: boolean;
}

const SCAN_PAUSE_MS = 5;

function tell(letter: string): void {
  writeSync(1, letter);
}

/** Puts itself in front of a method: `work` runs the method. */
function wrap(prototype: object, name: string, around: (work: () => unknown, first: unknown) => unknown): void {
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method !== "function") throw new Error(`no method ${name}`);
  Reflect.set(prototype, name, function wrapped(this: unknown, ...values: unknown[]): unknown {
    return around(() => Reflect.apply(method, this, values) as unknown, values[0]);
  });
}

function tellTransactions(): void {
  wrap(DatabaseSync.prototype, "exec", (work, sql) => {
    if (sql === "COMMIT") tell("c");
    work();
    if (sql === "BEGIN IMMEDIATE") tell("(");
    if (sql === "COMMIT" || sql === "ROLLBACK") tell(")");
  });
}

function killSelfAt(statement: number): void {
  let left = statement;
  wrap(StatementSync.prototype, "run", (work) => {
    left -= 1;
    if (left <= 0) process.kill(process.pid, "SIGKILL");
    return work();
  });
}

async function main(options: ScanProcessOptions): Promise<void> {
  tellTransactions();
  if (options.killAtStatement !== undefined) killSelfAt(options.killAtStatement);
  const { home, ledgerFile } = options;
  const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: {} });
  const scan = async (): Promise<void> => {
    const { by } = options.isRescan === true ? await meter.rescan() : await meter.scan();
    tell(by === "this-process" ? "w" : "f");
  };
  if (options.isEndless === true) {
    process.stdin.resume();
    while (!process.stdin.readableEnded) {
      await scan();
      await delay(SCAN_PAUSE_MS);
    }
  }
  await scan();
  meter.close();
}

// Written by ScanProcess alone.
await main(JSON.parse(process.argv[2] ?? "") as ScanProcessOptions);
