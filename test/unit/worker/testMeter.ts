import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Pricer } from "../../../src/core/prices/pricer.ts";
import type { UsageRecord } from "../../../src/core/usageRecord.ts";
import type { Reached } from "../../../src/shared/gameSnapshot.ts";
import { totalTokens } from "../../../src/shared/tokenCounts.ts";
import type { Source } from "../../../src/sources/source.ts";
import { LedgerOpener } from "../../../src/worker/ledger/ledger.ts";
import { LocalMeter } from "../../../src/worker/localMeter.ts";
import { assertConsistent } from "../../support/assertConsistent.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";
import { dumpCursors, dumpLedger, type LedgerDump } from "../../support/ledgerDump.ts";
import { RECORD_ROOT, recordLines, recordSource } from "./recordSource.ts";
import { DAY_MS, NOON_MS } from "./testRecords.ts";
import { lengthCounter } from "../../support/lengthCounter.ts";

/** A price per token, but none for models named `free…`. */
export function flatPricer(nanosPerToken = 3, snapshot = `flat-${nanosPerToken}`): Pricer {
  return {
    snapshot,
    costNanos: ({ model, tokens }) => (model.startsWith("free") ? undefined : totalTokens(tokens) * nanosPerToken),
  };
}

export interface TestMeterOptions {
  readonly sources?: readonly Source[];
  readonly pricer?: Pricer;
  readonly ownerId?: string;
  readonly extraRoots?: Readonly<Record<string, readonly string[]>>;
  readonly recounts?: boolean;
  readonly repositories?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onReached?: (reached: Reached) => void;
}

/** A home and a ledger in a folder of their own, and meters on them whose clock the test sets. */
export class TestPlace {
  readonly folder = mkdtempSync(join(memoryFolder(), "token-legend-ledger-"));
  readonly home = join(this.folder, "home");
  readonly ledgerFile: string;
  nowMs = NOON_MS + DAY_MS;
  readonly #meters: LocalMeter[] = [];

  constructor(ledgerFile?: string) {
    this.ledgerFile = ledgerFile ?? join(this.folder, "ledger", "ledger.sqlite");
    mkdirSync(this.home, { recursive: true });
  }

  /** Writes a log of `recordSource`. */
  write(name: string, records: readonly UsageRecord[]): string {
    return this.writeText(name, recordLines(records));
  }

  writeText(name: string, content: string | Buffer): string {
    const path = join(this.home, RECORD_ROOT, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  openMeter({
    sources = [recordSource()],
    pricer = flatPricer(),
    ownerId = "owner-1",
    extraRoots = {},
    recounts = false,
    repositories = false,
    env = {},
    onReached = () => {},
  }: TestMeterOptions = {}): LocalMeter {
    const clock = (): number => this.nowMs;
    const owner = { id: ownerId, pid: process.pid, host: "here" };
    const opener = new LedgerOpener(this.ledgerFile, owner, pricer, clock);
    const options = {
      version: "0.0.0",
      home: this.home,
      env,
      ledgerFile: this.ledgerFile,
      extraRoots,
      recounts,
      repositories,
      onReached,
    };
    const meter = new LocalMeter(options, sources, opener, lengthCounter, clock);
    this.#meters.push(meter);
    return meter;
  }

  /** Opens, scans once, closes. */
  async scanOnce(options: TestMeterOptions = {}): Promise<void> {
    const meter = this.openMeter(options);
    await meter.scan();
    meter.close();
  }

  async rescanOnce(options: TestMeterOptions = {}): Promise<void> {
    const meter = this.openMeter(options);
    await meter.rescan();
    meter.close();
  }

  /** Looks into the ledger with a connection of its own. */
  look<Result>(work: (database: DatabaseSync) => Result): Result {
    const database = new DatabaseSync(this.ledgerFile, { readOnly: true });
    try {
      return work(database);
    } finally {
      database.close();
    }
  }

  /** The ledger's content, once it is known to be consistent. */
  dump(pricer = flatPricer()): LedgerDump {
    return this.look((database) => {
      assertConsistent(database, pricer);
      return dumpLedger(database);
    });
  }

  cursors(): ReturnType<typeof dumpCursors> {
    return this.look(dumpCursors);
  }

  dispose(): void {
    for (const meter of this.#meters) meter.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
