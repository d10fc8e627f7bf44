import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SOURCES } from "../../../src/sources/registry.ts";
import type { UsageRecord } from "../../../src/core/usageRecord.ts";
import type { ReadRecords, StoreFormat } from "../../../src/sources/source.ts";
import type { Report } from "../../../src/shared/report.ts";
import { findLogs, type FoundLog } from "../../../src/worker/ingest/findLogs.ts";
import { logFileOf } from "../../../src/worker/ingest/logFileOf.ts";
import { OpenStore, StoreFault } from "../../../src/worker/ingest/openStore.ts";
import { readText } from "../../../src/worker/ingest/readText.ts";
import { rootsToSearch } from "../../../src/worker/ingest/rootsToSearch.ts";
import type { Meter } from "../../../src/worker/meter.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { lengthCounter } from "../../support/lengthCounter.ts";
import { assertSurvivesDamage } from "../../support/readFormat.ts";
import {
  FIXTURE_FOLDERS,
  HAS_SHARED_FIXTURES,
  layOut,
  namedFolders,
  SHARED_FIXTURES,
} from "../../support/sharedFixtures.ts";

const REGISTERED = new Set(SOURCES.map((source) => source.id));

describe("Every fixture, where its assistant would keep it", function () {
  this.timeout(300_000);

  let home = "";
  /** Places in the home, by the folder of fixtures. */
  const places = new Map<string, readonly string[]>();
  let logs: readonly FoundLog[] = [];

  before(function () {
    if (!HAS_SHARED_FIXTURES) this.skip();
    home = realpathSync(mkdtempSync(join(tmpdir(), "token-legend-fixtures-")));
    for (const folder of Object.keys(FIXTURE_FOLDERS)) places.set(folder, layOut(folder, home));
    const surroundings = { home, platform: process.platform, env: {}, readText };
    ({ logs } = findLogs(rootsToSearch(SOURCES, surroundings, namedFolders(home))));
  });

  after(() => {
    if (home !== "") rmSync(home, { recursive: true, force: true });
  });

  it("is in a folder whose place is known", () => {
    const folders = readdirSync(SHARED_FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(
      folders.map((folder) => folder.name).filter((name) => FIXTURE_FOLDERS[name] === undefined),
      [],
    );
  });

  for (const [folder, { source, isOptional = false }] of Object.entries(FIXTURE_FOLDERS)) {
    it(`is found by its reader alone: ${folder}`, function () {
      if (!REGISTERED.has(source)) this.skip();
      const own = new Set(places.get(folder));
      const readers = new Set(logs.filter((log) => own.has(log.path)).map((log) => log.source.id));
      if (isOptional && readers.size === 0) this.skip();
      assert.deepEqual([...readers], [source]);
    });
  }

  it("gives the same reports when all is read anew, and when it came in parts", async () => {
    const whole = await reportsOf(home, "whole", (meter) => meter.scan());
    assert.deepEqual(await reportsOf(home, "whole", (meter) => meter.rescan()), whole);
    const calls = new Map(whole[0]?.rows.map((row) => [row.key, row.calls]));
    for (const source of ["claudeCode", "codex", "openClaw", "pi"]) assert((calls.get(source) ?? 0) > 0, source);
    const contents = logs.map((log) => ({ log, bytes: readFileSync(log.path) }));
    for (const { log, bytes } of contents) {
      if (log.format.kind !== "store") writeFileSync(log.path, bytes.subarray(0, bytes.length / 2));
    }
    const inParts = await reportsOf(home, "parts", async (meter) => {
      await meter.scan();
      for (const { log, bytes } of contents.toReversed()) {
        if (log.format.kind === "store") continue;
        if (log.format.kind === "lines") appendFileSync(log.path, bytes.subarray(bytes.length / 2));
        else writeFileSync(log.path, bytes);
      }
      await meter.scan();
    });
    assert.deepEqual(inParts, whole);
  });

  it("is read without failing when it is cut short or has flipped bytes", () => {
    const damaged = join(home, "damaged.db");
    for (const [index, log] of logs.entries()) {
      const bytes = readFileSync(log.path);
      if (bytes.length === 0) continue;
      assertSurvivesDamage((part) => readPart(log, part, damaged), bytes, index + 1);
    }
  });
});

/** What the product tells of a home, by its ledger of the given name, once `work` is done. */
async function reportsOf(
  home: string,
  ledger: string,
  work: (meter: Meter) => Promise<unknown>,
): Promise<readonly Report[]> {
  const meter = openMeter({
    version: "0.0.0",
    home,
    env: {},
    ledgerFile: join(home, "ledgers", `${ledger}.db`),
    extraRoots: namedFolders(home),
  });
  try {
    await work(meter);
    return (["tool", "day", "model", "session"] as const).map((by) => ({
      ...meter.report({ by, timeZone: "UTC" }),
      asOfMs: undefined,
    }));
  } finally {
    meter.close();
  }
}

/** Reads what is left of a log, straight through its format. */
function readPart(log: FoundLog, bytes: Buffer, path: string): ReadRecords {
  const { format } = log;
  const tools = { counter: lengthCounter };
  switch (format.kind) {
    case "lines":
      return format.parser.parse(format.parser.start(logFileOf(log)), bytes);
    case "document":
      return format.read(bytes, logFileOf(log), tools);
    case "store":
      writeFileSync(path, bytes);
      return readStorePart(log, format, path);
  }
}

/** A damaged database may be unreadable, which is told; anything else is a fault of ours. */
function readStorePart(log: FoundLog, format: StoreFormat, path: string): ReadRecords {
  const records: UsageRecord[] = [];
  try {
    const store = new OpenStore(path);
    try {
      for (const piece of format.read(store, {}, logFileOf(log), { counter: lengthCounter })) {
        records.push(...piece.records);
      }
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
  return { records, skipped: {} };
}
