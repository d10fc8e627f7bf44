import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import { assertConsistent } from "../../../support/assertConsistent.ts";
import { BadHome, CALL_TOKENS, claudeCall, HEALTHY_CALLS, HEALTHY_TOKENS } from "../../../support/badHome.ts";
import { MeterProcess } from "../../../support/badHomeProcess.ts";
import {
  assertPlain,
  problemOf,
  readMeter,
  readOnce,
  viewMeter,
  type Reading,
} from "../../../support/badHomeReading.ts";

const PAGE_BYTES = 4096;
/** Enough for a ledger of some hundred pages. */
const MANY_CALLS = 2_000;
const ALL_CALLS = HEALTHY_CALLS + MANY_CALLS;

describe("a ledger that is damaged", () => {
  let bad: BadHome;
  const meters: LocalMeter[] = [];

  beforeEach(() => {
    bad = new BadHome();
    bad.writeClaude("many.jsonl", Array.from({ length: MANY_CALLS }, (_, index) => claudeCall(`${index}`)).join(""));
  });

  afterEach(() => {
    for (const meter of meters.splice(0)) meter.close();
    bad.dispose();
  });

  function open(): LocalMeter {
    const meter = openMeter(bad.options);
    meters.push(meter);
    return meter;
  }

  function assertAll(reading: Pick<Reading, "calls" | "tokens">): void {
    assert.equal(reading.calls, ALL_CALLS);
    assert.equal(reading.tokens, HEALTHY_TOKENS + MANY_CALLS * CALL_TOKENS);
  }

  /** The damaged file and nothing else was moved aside, and the new ledger is sound. */
  function assertMovedAside(): string {
    const aside = readdirSync(dirname(bad.ledgerFile)).filter((name) => /^ledger\.sqlite\.damaged-\d+$/.test(name));
    assert.equal(aside.length, 1);
    bad.look(assertConsistent);
    return join(dirname(bad.ledgerFile), aside[0] ?? "");
  }

  function assertTold(reading: Pick<Reading, "problems">): void {
    const { severity } = problemOf(reading, /ledger was damaged.*moved aside.*rebuilt/, [bad.folder, ".sqlite"]);
    assert.equal(severity, "warning");
  }

  /** Overwrites whole pages; `everyNth` 1 leaves only the header. */
  function spoilPages(everyNth: number, from = 1): void {
    const noise = Buffer.alloc(PAGE_BYTES, 0xa5);
    const pages = statSync(bad.ledgerFile).size / PAGE_BYTES;
    assert.ok(pages > 50, "The ledger is large enough to be damaged in its middle");
    const file = openSync(bad.ledgerFile, "r+");
    for (let page = from; page < pages; page += everyNth) writeSync(file, noise, 0, PAGE_BYTES, page * PAGE_BYTES);
    closeSync(file);
  }

  for (const [name, damage] of [
    ["is garbage from its header on", () => writeFileSync(bad.ledgerFile, "Not a ledger any more. ".repeat(10_000))],
    ["has garbage for its header", () => overwriteStart(100)],
    ["is cut off in its middle", () => truncateSync(bad.ledgerFile, 20 * PAGE_BYTES)],
    ["is cut off within a page", () => truncateSync(bad.ledgerFile, 20 * PAGE_BYTES + 100)],
    ["is cut off within its header", () => truncateSync(bad.ledgerFile, 50)],
    ["has garbage for every page behind its header", () => spoilPages(1)],
    [
      "is a folder",
      () => {
        rmSync(bad.ledgerFile);
        mkdirSync(join(bad.ledgerFile, "something"), { recursive: true });
      },
    ],
  ] as const) {
    it(`is moved aside and rebuilt from the logs when it ${name}`, async () => {
      await readOnce(bad.options);
      damage();
      const reading = await readOnce(bad.options);
      assertAll(reading);
      assertTold(reading);
      assertMovedAside();
      const again = await readOnce(bad.options);
      assert.deepEqual(again.problems, [], "What was dealt with is not told for ever");
    });
  }

  function overwriteStart(length: number): void {
    const file = openSync(bad.ledgerFile, "r+");
    writeSync(file, Buffer.alloc(length, 0x5a));
    closeSync(file);
  }

  it("is built anew from the logs when it is empty", async () => {
    await readOnce(bad.options);
    truncateSync(bad.ledgerFile, 0);
    assertAll(await readMeter(open()));
  });

  it("does not wait for a FIFO in its place", async function () {
    mkdirSync(dirname(bad.ledgerFile));
    if (spawnSync("mkfifo", [bad.ledgerFile]).status !== 0) this.skip();
    const child = new MeterProcess(bad.options);
    try {
      const reading = await child.read();
      assertAll(reading);
      assertTold(reading);
    } finally {
      await child.kill();
    }
  });

  for (const [everyNth, from] of [
    [2, 1],
    [3, 2],
    [7, 3],
    [40, 20],
  ] as const) {
    it(`never fails for long with garbage in every ${everyNth}th page from page ${from} on`, async () => {
      await readOnce(bad.options);
      spoilPages(everyNth, from);
      bad.writeClaude("new.jsonl", claudeCall("new"));
      const meter = open();
      await untilItAnswers(async () => readMeter(meter));
      await untilItAnswers(async () => {
        await meter.rescan();
        return readMeter(meter);
      });
      const reading = await readMeter(meter);
      assert.equal(reading.calls, ALL_CALLS + 1);
      assert.equal(reading.tokens, HEALTHY_TOKENS + (MANY_CALLS + 1) * CALL_TOKENS);
      if (reading.problems.length > 0) assertTold(reading);
    });
  }

  /** A question may be answered with the reason once for each kind of question; the next one has to be answered. */
  async function untilItAnswers(ask: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        await ask();
        return;
      } catch (error) {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, /damaged.*try again/);
        assertPlain(error.message, [bad.folder]);
      }
    }
    await ask();
  }

  it("is rebuilt when damage shows while it is open, and another process comes along", async () => {
    const meter = open();
    assertAll(await readMeter(meter));
    const other = open();
    assertAll(viewMeter(other));
    spoilWholeLedger();
    const reading = await scanAndView(meter);
    assertAll(reading);
    assertTold(reading);
    assertMovedAside();
    meter.close();
    assertAll(await scanAndView(other));
  });

  it("is rebuilt when a figure cannot be read, and the snapshot says that nothing has been read yet", async () => {
    const meter = open();
    assertAll(await readMeter(meter));
    spoilWholeLedger();
    const snapshot = meter.snapshot("UTC");
    assertTold(snapshot);
    assert.equal(snapshot.sweptAtMs, undefined);
    assert.equal(meter.holdLease(), true);
    assert.equal(meter.isSweepWanted(), true);
    assertAll(await readMeter(meter));
  });

  it("answers with the reason, not with the figures of an empty ledger, when a report cannot be read", async () => {
    const meter = open();
    assertAll(await readMeter(meter));
    spoilWholeLedger();
    assert.throws(
      () => meter.report({ by: "session", timeZone: "UTC" }),
      (error) => {
        assert.ok(error instanceof UserError);
        assertPlain(error.message, [bad.folder]);
        return /damaged.*moved aside.*try again/.test(error.message);
      },
    );
    assertAll(await readMeter(meter));
  });

  /** Garbage behind the header of a ledger that is in use, in what was not yet moved to the file as well. */
  function spoilWholeLedger(): void {
    const writer = new DatabaseSync(bad.ledgerFile);
    writer.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    // Takes the pages that are in memory out of date.
    writer.exec("CREATE TABLE unused (a); DROP TABLE unused; PRAGMA wal_checkpoint(TRUNCATE)");
    spoilPages(1);
    writer.close();
  }

  async function scanAndView(meter: LocalMeter): Promise<Omit<Reading, "by" | "newCalls">> {
    await meter.scan();
    return viewMeter(meter);
  }

  it("keeps the damaged file as it was, with the calls whose logs are gone", async () => {
    await readOnce(bad.options);
    overwriteStart(16);
    const before = readFileSync(bad.ledgerFile);
    const log = join(bad.claudeFolder, "-home-ada-shop", "many.jsonl");
    bad.remove(log);
    const reading = await readMeter(open());
    assert.equal(reading.calls, HEALTHY_CALLS);
    assertTold(reading);
    assert.deepEqual(readFileSync(assertMovedAside()), before);
  });

  it("is rebuilt and the loss told when it is deleted while it is in use", async () => {
    const meter = open();
    assertAll(await readMeter(meter));
    for (const suffix of ["", "-wal", "-shm"]) rmSync(bad.ledgerFile + suffix, { force: true });
    const reading = await readMeter(meter);
    assertAll(reading);
    problemOf(reading, /deleted while it was in use.*rebuilt/, [bad.folder]);
    bad.look(assertConsistent);
  });

  it("is used again when it was replaced by a copy while it was open", async () => {
    await readOnce(bad.options);
    const copy = join(bad.folder, "copy");
    copyFileSync(bad.ledgerFile, copy);
    const meter = open();
    bad.writeClaude("new.jsonl", claudeCall("new"));
    assert.equal((await readMeter(meter)).calls, ALL_CALLS + 1);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(bad.ledgerFile + suffix, { force: true });
    copyFileSync(copy, bad.ledgerFile);
    assert.equal((await readMeter(meter)).calls, ALL_CALLS + 1);
    assert.ok(existsSync(bad.ledgerFile));
    bad.look(assertConsistent);
  });
});
