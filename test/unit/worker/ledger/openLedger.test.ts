import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../../src/worker/ledger/migrations.ts";
import { openLedger } from "../../../../src/worker/ledger/openLedger.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import { makeCall } from "../testRecords.ts";
import { TestPlace } from "../testMeter.ts";

describe("opening a ledger", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
    place.write("log.jsonl", [makeCall()]);
  });

  afterEach(() => {
    place.dispose();
  });

  function change(statements: string): void {
    mkdirSync(dirname(place.ledgerFile), { recursive: true });
    const database = new DatabaseSync(place.ledgerFile);
    database.exec(statements);
    database.close();
  }

  function versionOf(): unknown {
    return place.look((database) => database.prepare("PRAGMA user_version").get()?.["user_version"]);
  }

  const callsIn = (meter: ReturnType<TestPlace["openMeter"]>): number =>
    meter.report({ by: "tool", timeZone: "UTC" }).totals.calls;

  it("makes one with its folders where there is none", async () => {
    await place.scanOnce();
    assert.equal(versionOf(), MIGRATIONS.length);
    assert.equal(place.dump().events.length, 1);
  });

  it("makes it for its owner alone: it tells where they worked", function () {
    if (process.platform === "win32") return this.skip();
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    const { database } = openLedger(place.ledgerFile, place.nowMs);
    try {
      assert.equal(modeOf(dirname(place.ledgerFile)), 0o700);
      for (const ending of ["", "-wal", "-shm"]) assert.equal(modeOf(place.ledgerFile + ending), 0o600, ending);
    } finally {
      database.close();
    }
  });

  it("moves an empty ledger of version 0 forward", async () => {
    change("PRAGMA user_version = 0");
    await place.scanOnce();
    assert.equal(versionOf(), MIGRATIONS.length);
    assert.equal(place.dump().events.length, 1);
  });

  it("moves a ledger of each earlier version forward", async () => {
    for (let version = 0; version < MIGRATIONS.length; version += 1) {
      const older = new TestPlace();
      try {
        mkdirSync(dirname(older.ledgerFile), { recursive: true });
        const database = new DatabaseSync(older.ledgerFile);
        for (const step of MIGRATIONS.slice(0, version)) database.exec(step);
        database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = 0x544c6567`);
        database.close();
        older.write("log.jsonl", [makeCall()]);
        await older.scanOnce();
        assert.equal(older.dump().events.length, 1);
      } finally {
        older.dispose();
      }
    }
  });

  it("takes no step twice and leaves what is there", async () => {
    await place.scanOnce();
    const before = place.dump();
    await place.scanOnce();
    assert.deepEqual(place.dump(), before);
  });

  it("shows a ledger of a newer version and does not add to it", async () => {
    await place.scanOnce();
    change(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    place.write("another.jsonl", [makeCall({ family: "another" })]);
    const meter = place.openMeter();
    const { by } = await meter.scan();
    assert.equal(by, "read-only");
    assert.equal((await meter.rescan()).by, "read-only");
    assert.equal(callsIn(meter), 1);
    assert.match(meter.snapshot("UTC").problems[0]?.message ?? "", /newer Token Legend/);
    assert.equal(meter.diagnostics().ledger.readOnly, true);
    assert.equal(meter.holdLease(), false);
    meter.close();
    assert.equal(versionOf(), MIGRATIONS.length + 1);
  });

  it("says so where a newer version has another form that cannot be shown", async () => {
    await place.scanOnce();
    change(`PRAGMA user_version = ${MIGRATIONS.length + 1}; DROP TABLE rollup; ALTER TABLE event RENAME TO call`);
    assert.throws(
      () => place.openMeter(),
      (error) => error instanceof UserError && /newer Token Legend/.test(error.message),
    );
  });

  it("moves a damaged ledger aside, tells it, and counts again what still exists", async () => {
    await place.scanOnce();
    writeFileSync(place.ledgerFile, "This was a ledger once. ".repeat(1000));
    const meter = place.openMeter();
    await meter.scan();
    assert.equal(callsIn(meter), 1);
    assert.match(meter.snapshot("UTC").problems[0]?.message ?? "", /damaged/);
    meter.close();
    const files = readdirSync(dirname(place.ledgerFile));
    assert.equal(files.filter((name) => name.includes(".damaged-")).length, 1);
    place.dump();
  });

  it("starts anew with a ledger that was cut off in the middle", async () => {
    for (let index = 0; index < 400; index += 1) {
      place.write(`${index}.jsonl`, [makeCall({ family: `call-${index}`, sessionId: `session-${index}` })]);
    }
    await place.scanOnce();
    change("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
    truncateSync(place.ledgerFile, Math.floor(statSync(place.ledgerFile).size / 8192) * 4096);
    const meter = place.openMeter();
    await meter.scan();
    assert.equal(callsIn(meter), 400);
    meter.close();
    assert.equal(place.dump().events.length, 400);
  });

  it("goes on with a ledger that was deleted or replaced while it was open", async () => {
    const meter = place.openMeter();
    await meter.scan();
    for (const suffix of ["", "-wal", "-shm"]) rmSync(place.ledgerFile + suffix, { force: true });
    assert.equal(meter.holdLease(), true);
    assert.equal((await meter.scan()).by, "this-process");
    assert.equal(callsIn(meter), 1);
    meter.close();
    assert.equal(place.dump().events.length, 1);
  });

  it("answers with a sentence where the folder cannot be made", () => {
    const blocked = place.writeText("file", "");
    assert.throws(() => openLedger(`${blocked}/below/ledger.sqlite`, place.nowMs), UserError);
  });
});
