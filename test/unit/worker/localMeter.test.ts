import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { UserError } from "../../../src/shared/userError.ts";
import { recordSource } from "./recordSource.ts";
import { TestPlace } from "./testMeter.ts";
import { makeCall, NOON_MS } from "./testRecords.ts";

describe("LocalMeter", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  /** More than one piece of a log and more than one transaction. */
  const manyCalls = () =>
    Array.from({ length: 6000 }, (_, index) =>
      makeCall({ family: `call-${index}`, atMs: NOON_MS + index, cwd: `/home/ann/${"x".repeat(index % 300)}` }),
    );

  it("tells what a scan did, and that a second one found nothing new", async () => {
    place.write("a.jsonl", [makeCall(), makeCall({ family: "b" })]);
    place.write("b.jsonl", [makeCall()]);
    const meter = place.openMeter();
    const first = await meter.scan();
    assert.deepEqual(
      { ...first, bytes: first.bytes > 0 },
      { by: "this-process", files: 2, changedFiles: 2, bytes: true, newCalls: 2, milliseconds: 0 },
    );
    const second = await meter.scan();
    assert.deepEqual([second.files, second.changedFiles, second.bytes, second.newCalls], [2, 0, 0, 0]);
    const again = await meter.rescan();
    assert.deepEqual([again.changedFiles, again.bytes, again.newCalls], [2, first.bytes, 0]);
    meter.close();
  });

  it("reads a large log in pieces and tells its progress", async () => {
    place.write("log.jsonl", manyCalls());
    const meter = place.openMeter();
    const progress: number[] = [];
    const { bytes } = await meter.scan(({ doneBytes, totalBytes, totalFiles }) => {
      progress.push(doneBytes);
      assert.deepEqual([totalBytes > 1_000_000, totalFiles], [true, 1]);
    });
    assert.ok(progress.length > 1);
    assert.deepEqual(
      progress,
      progress.toSorted((a, b) => a - b),
    );
    assert.equal(progress.at(-1), bytes);
    meter.close();
    assert.equal(place.dump().events.length, 6000);
  });

  it("does one thing after the other when asked for several at once", async () => {
    place.write("a.jsonl", manyCalls());
    const expected = new TestPlace();
    try {
      expected.write("a.jsonl", manyCalls());
      await expected.scanOnce();
      const meter = place.openMeter();
      const [first, second, third] = await Promise.all([meter.scan(), meter.rescan(), meter.scan()]);
      await Promise.all([meter.rescan(), meter.readLogs(meter.recentLogs(0))]);
      assert.deepEqual([first.newCalls, second.newCalls, third.newCalls], [6000, 0, 0]);
      meter.close();
      assert.deepEqual(place.dump(), expected.dump());
      assert.deepEqual(
        place.cursors().map((row) => row["skipped"]),
        ["{}"],
      );
    } finally {
      expected.dispose();
    }
  });

  it("goes on after a scan that failed", async () => {
    place.write("a.jsonl", [makeCall()]);
    const meter = place.openMeter();
    const other = new DatabaseSync(place.ledgerFile);
    other.exec("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END");
    await assert.rejects(meter.scan());
    other.exec("DROP TRIGGER full");
    other.close();
    assert.equal((await meter.scan()).newCalls, 1);
    meter.close();
    place.dump();
  });

  it("leaves no log open when the ledger cannot be written", async function () {
    const descriptors = "/proc/self/fd";
    let before: number;
    try {
      before = readdirSync(descriptors).length;
    } catch {
      this.skip();
    }
    place.write("a.jsonl", manyCalls());
    const meter = place.openMeter();
    const other = new DatabaseSync(place.ledgerFile);
    other.exec("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END");
    for (let attempt = 0; attempt < 5; attempt += 1) await assert.rejects(meter.scan());
    other.close();
    meter.close();
    assert.equal(readdirSync(descriptors).length, before);
  });

  it("asks the process that holds the lease for a sweep and follows it", async () => {
    const holder = place.openMeter();
    const follower = place.openMeter({ ownerId: "owner-2" });
    assert.equal(holder.holdLease(), true);
    assert.equal(follower.holdLease(), false);
    place.write("a.jsonl", [makeCall()]);
    const followed = follower.scan();
    await nextTurn();
    assert.equal(holder.isSweepWanted(), true);
    assert.equal((await holder.scan()).by, "this-process");
    assert.equal((await followed).by, "followed");
    assert.equal(holder.isSweepWanted(), false);
    assert.equal(follower.report({ by: "tool", timeZone: "UTC" }).totals.calls, 1);
    holder.close();
    assert.equal((await follower.scan()).by, "this-process");
    follower.close();
  });

  it("gives up on a holder that does not answer", async () => {
    const holder = place.openMeter();
    const follower = place.openMeter({ ownerId: "owner-2" });
    holder.holdLease();
    const waiting = follower.scan();
    await nextTurn();
    // The wait is counted by the same clock; the holder renews its lease as time goes by.
    for (let step = 0; step < 4; step += 1) {
      place.nowMs += 3000;
      holder.holdLease();
    }
    assert.equal((await waiting).by, "stale");
    follower.close();
    holder.close();
  });

  it("notices another process's writes", async () => {
    const holder = place.openMeter();
    const follower = place.openMeter({ ownerId: "owner-2" });
    const before = follower.dataVersion();
    assert.equal(follower.dataVersion(), before);
    place.write("a.jsonl", [makeCall()]);
    await holder.scan();
    assert.notEqual(follower.dataVersion(), before);
    follower.close();
    holder.close();
  });

  it("reads a changed log by itself", async () => {
    place.write("a.jsonl", [makeCall()]);
    const meter = place.openMeter();
    await meter.scan();
    const path = place.write("new/b.jsonl", [makeCall({ family: "b" })]);
    place.write("c.jsonl", [makeCall({ family: "c" })]);
    await meter.readLogs(meter.findLogsAt(path));
    assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.calls, 2);
    await meter.readLogs(meter.findLogsAt(dirname(dirname(path))));
    assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.calls, 3);
    assert.deepEqual(meter.findLogsAt(join(place.folder, "elsewhere")), []);
    meter.close();
    place.dump();
  });

  it("reads the logs of folders from the settings as well, and none of them twice", async () => {
    const extra = join(place.folder, "extra");
    mkdirSync(extra);
    writeFileSync(join(extra, "x.jsonl"), `${JSON.stringify(makeCall({ family: "x" }))}\n`);
    place.write("a.jsonl", [makeCall()]);
    const meter = place.openMeter({ extraRoots: { records: [extra, extra, place.home] } });
    assert.equal((await meter.scan()).files, 2);
    assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.calls, 2);
    meter.close();
  });

  it("comes back when the ledger's folder was away for a while", async () => {
    place.write("a.jsonl", [makeCall()]);
    const meter = place.openMeter();
    await meter.scan();
    const folder = dirname(place.ledgerFile);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "in the way");
    await assert.rejects(meter.scan(), UserError);
    assert.throws(() => meter.holdLease(), UserError);
    rmSync(folder);
    assert.equal((await meter.scan()).newCalls, 1);
    meter.close();
    place.dump();
  });

  it("is closed safely twice and gives its lease back", () => {
    const meter = place.openMeter();
    meter.holdLease();
    meter.close();
    meter.close();
    const next = place.openMeter({ ownerId: "owner-2" });
    assert.equal(next.holdLease(), true);
    next.close();
  });

  it("counts skipped lines of a log for Diagnostics, once however often it is read", async () => {
    place.writeText("a.jsonl", `{"torn\nnot json\n${JSON.stringify(makeCall())}\n`);
    const meter = place.openMeter({ sources: [recordSource()] });
    await meter.scan();
    await meter.rescan();
    const [source] = meter.diagnostics().sources;
    assert.deepEqual([source?.files, source?.calls, source?.skipped], [1, 1, { malformed: 2 }]);
    meter.close();
  });
});
