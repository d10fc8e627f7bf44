import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import type { Source } from "../../../../src/sources/source.ts";
import { recordSource } from "../recordSource.ts";
import { TestPlace } from "../testMeter.ts";
import { makeCall, makeTurn, MINUTE_MS, NOON_MS } from "../testRecords.ts";

/** The reading that a fix changes: half the output, and no call of a family that starts with "wrong". */
function fixed(record: UsageRecord): UsageRecord | undefined {
  if (record.kind !== "call") return record;
  if (record.family.startsWith("wrong")) return undefined;
  return { ...record, tokens: { ...record.tokens, output: record.tokens.output / 2 } };
}

describe("a parser that was fixed", () => {
  const before = recordSource(1);
  const after = recordSource(2, fixed);
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  const outputs = (): readonly unknown[] => place.dump().events.map((event) => event["output"]);
  const right = makeCall({ family: "right" });
  const wrong = makeCall({ family: "wrong", atMs: NOON_MS + 1 });

  it("reads what exists anew and drops what only the old one read", async () => {
    place.write("a.jsonl", [right, wrong]);
    place.write("b.jsonl", [wrong]);
    await place.scanOnce({ sources: [before] });
    assert.deepEqual(outputs(), [100, 100]);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
  });

  it("leaves the ledger that it would have made itself", async () => {
    const records = [right, wrong, makeTurn(), makeCall({ family: "right 2", atMs: NOON_MS + MINUTE_MS })];
    place.write("a.jsonl", records);
    await place.scanOnce({ sources: [before] });
    await place.scanOnce({ sources: [after] });
    const other = new TestPlace();
    try {
      other.write("a.jsonl", records);
      await other.scanOnce({ sources: [after] });
      assert.deepEqual(place.dump(), other.dump());
    } finally {
      other.dispose();
    }
  });

  it("keeps what was read from a log that is gone", async () => {
    const gone = place.write("gone.jsonl", [makeCall({ family: "wrong, but gone" })]);
    place.write("a.jsonl", [right]);
    await place.scanOnce({ sources: [before] });
    rmSync(gone);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50, 100]);
  });

  it("drops what only the old one read from a log that came back later", async () => {
    const records = [makeCall({ family: "wrong" }), right];
    const path = place.write("a.jsonl", records);
    await place.scanOnce({ sources: [before] });
    rmSync(path);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [100, 100]);
    place.write("a.jsonl", records);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
  });

  it("drops it, too, where the returned log was first read by itself and the process then ended", async () => {
    const path = place.write("a.jsonl", [wrong, right]);
    await place.scanOnce({ sources: [before] });
    rmSync(path);
    await place.scanOnce({ sources: [after] });
    place.write("a.jsonl", [wrong, right]);
    const meter = place.openMeter({ sources: [after] });
    assert.equal(meter.holdLease(), true);
    await meter.readLogs(meter.findLogsAt(path));
    meter.close();
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
  });

  it("makes way for an older one that runs again, and comes back", async () => {
    place.write("a.jsonl", [wrong, right]);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
    await place.scanOnce({ sources: [before] });
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
  });

  it("waits with dropping until it could read every log", async function () {
    if (process.getuid?.() === 0) this.skip();
    const path = place.write("locked/a.jsonl", [wrong, right]);
    await place.scanOnce({ sources: [before] });
    chmodSync(path, 0);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [100, 100]);
    chmodSync(path, 0o600);
    chmodSync(dirname(path), 0);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [100, 100]);
    chmodSync(dirname(path), 0o700);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
  });

  it("waits for logs of its own assistant alone", async () => {
    const damaged: Source = {
      ...recordSource(),
      id: "damaged",
      roots: ({ home }) => [{ path: join(home, "damaged.db"), origin: "default" }],
      formats: [
        {
          id: "database",
          description: "A database that cannot be read",
          places: ["~/damaged.db"],
          quality: "exact-call",
          isLog: () => true,
          kind: "store",
          read: (store) => [{ state: { columns: store.columns("any").size }, records: [], skipped: {} }],
        },
      ],
    };
    writeFileSync(join(place.home, "damaged.db"), "no database".repeat(1_000));
    place.write("a.jsonl", [right, wrong]);
    await place.scanOnce({ sources: [before, damaged] });
    await place.scanOnce({ sources: [after, damaged] });
    assert.deepEqual(outputs(), [50]);
  });

  it("counts the less trusted account again when it drops the better one", async () => {
    const primary = makeCall({ family: "wrong", member: "m" });
    const yielding = makeCall({ family: "pair", yieldsTo: "wrong", atMs: NOON_MS + 1, tokens: { output: 8 } });
    place.write("a.jsonl", [primary, yielding]);
    await place.scanOnce({ sources: [before] });
    assert.deepEqual(
      place.dump().events.map((event) => event["hidden"]),
      [0, 1],
    );
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(
      place.dump().events.map((event) => [event["hidden"], event["output"]]),
      [[0, 4]],
    );
  });

  it("replaces a copy by its own reading even where the old one had more", async () => {
    const path = place.write("a.jsonl", [right]);
    place.write("b.jsonl", [makeCall({ family: "right", copyRank: 2, sessionId: "fork" })]);
    await place.scanOnce({ sources: [before] });
    rmSync(path);
    await place.scanOnce({ sources: [after] });
    assert.deepEqual(outputs(), [50]);
  });

  it("reads nothing anew a second time", async () => {
    place.write("a.jsonl", [right]);
    await place.scanOnce({ sources: [before] });
    await place.scanOnce({ sources: [after] });
    const meter = place.openMeter({ sources: [after] });
    assert.equal((await meter.scan()).changedFiles, 0);
    meter.close();
  });

  it("takes back turns that only the old one saw", async () => {
    place.write("a.jsonl", [makeTurn(), makeCall({ family: "right" })]);
    await place.scanOnce({ sources: [before] });
    assert.deepEqual(
      place.dump().events.map((event) => event["mode"]),
      [1],
    );
    await place.scanOnce({ sources: [recordSource(2, (record) => (record.kind === "turn" ? undefined : record))] });
    assert.deepEqual(
      place.dump().events.map((event) => event["mode"]),
      [0],
    );
  });

  it("takes back what it no longer sets aside", async () => {
    place.write("a.jsonl", [makeCall({ family: "wrong", tokens: { output: -1 } })]);
    await place.scanOnce({ sources: [before] });
    assert.equal(place.dump().setAside.length, 1);
    await place.scanOnce({ sources: [after] });
    assert.equal(place.dump().setAside.length, 0);
  });
});
