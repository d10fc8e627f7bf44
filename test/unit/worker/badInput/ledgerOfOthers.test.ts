import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../../src/worker/ledger/migrations.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { UserError } from "../../../../src/shared/userError.ts";
import { assertConsistent } from "../../../support/assertConsistent.ts";
import { BadHome, CALL_TOKENS, claudeCall, HEALTHY_CALLS, HEALTHY_TOKENS } from "../../../support/badHome.ts";
import { MeterProcess } from "../../../support/badHomeProcess.ts";
import { assertPlain, problemOf, readMeter, readOnce } from "../../../support/badHomeReading.ts";

describe("a ledger that is not this process's alone", () => {
  let bad: BadHome;
  let child: MeterProcess | undefined;

  beforeEach(() => {
    bad = new BadHome();
    mkdirSync(dirname(bad.ledgerFile));
  });

  afterEach(async () => {
    await child?.kill();
    child = undefined;
    bad.dispose();
  });

  function change(file: string, statements: string): void {
    const database = new DatabaseSync(file);
    database.exec(statements);
    database.close();
  }

  async function failureOf(options = bad.options): Promise<string> {
    try {
      await readOnce(options);
    } catch (error) {
      assert.ok(error instanceof UserError, String(error));
      assertPlain(error.message, [bad.folder]);
      return error.message;
    }
    return assert.fail("The ledger was used");
  }

  for (const [name, journal] of [
    ["", "WAL"],
    [" in another journal mode", "DELETE"],
  ] as const) {
    it(`is shown, told and left untouched when a newer version wrote it${name}`, async () => {
      await readOnce(bad.options);
      change(bad.ledgerFile, `PRAGMA journal_mode = ${journal}; PRAGMA user_version = ${MIGRATIONS.length + 1}`);
      const before = readFileSync(bad.ledgerFile);
      bad.writeClaude("new.jsonl", claudeCall("new"));
      const reading = await readOnce(bad.options);
      assert.deepEqual([reading.by, reading.readOnly], ["read-only", true]);
      assert.equal(reading.tokens, HEALTHY_TOKENS);
      problemOf(reading, /newer Token Legend.*Update/, [bad.folder]);
      assert.deepEqual(readFileSync(bad.ledgerFile), before);
      assert.deepEqual(
        readdirSync(dirname(bad.ledgerFile)).filter((file) => file.includes("damaged")),
        [],
      );
    });
  }

  it("is refused with the reason when a newer version gave it another form", async () => {
    await readOnce(bad.options);
    change(bad.ledgerFile, `DROP TABLE rollup; PRAGMA user_version = ${MIGRATIONS.length + 9}`);
    const before = readFileSync(bad.ledgerFile);
    assert.match(await failureOf(), /newer Token Legend.*Update/);
    assert.deepEqual(readFileSync(bad.ledgerFile), before);
  });

  for (const version of [0, MIGRATIONS.length, MIGRATIONS.length + 5]) {
    it(`is refused and left as it is when it is another program's database of version ${version}`, async () => {
      change(bad.ledgerFile, `CREATE TABLE meta (a); INSERT INTO meta VALUES (7); PRAGMA user_version = ${version}`);
      const before = readFileSync(bad.ledgerFile);
      assert.match(await failureOf(), /another program/);
      assert.deepEqual(readFileSync(bad.ledgerFile), before);
    });
  }

  it("never moves or changes what a person named that is no ledger", async () => {
    const letter = join(bad.folder, "letter.txt");
    writeFileSync(letter, "Dear Ada, ".repeat(1_000));
    const folder = join(bad.folder, "pictures");
    mkdirSync(folder);
    const device = join(bad.folder, "device");
    symlinkSync("/dev/null", device);
    for (const ledgerFile of [letter, folder, device]) {
      assert.match(await failureOf({ ...bad.options, ledgerFile }), /no ledger/);
    }
    assert.equal(readFileSync(letter, "utf8"), "Dear Ada, ".repeat(1_000));
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is waited for and then told when another program has locked it, and goes on when it is free", async function () {
    this.timeout(120_000);
    const meter = openMeter(bad.options);
    const other = new DatabaseSync(bad.ledgerFile);
    try {
      await readMeter(meter);
      bad.writeClaude("new.jsonl", claudeCall("new"));
      other.exec("BEGIN EXCLUSIVE; CREATE TABLE locked (a)");
      await assert.rejects(meter.scan(), (error) => {
        assert.ok(error instanceof UserError, String(error));
        assertPlain(error.message, [bad.folder]);
        return /locked by another program/.test(error.message);
      });
      const { problems, last30Days } = meter.snapshot("UTC");
      assert.equal(problemOf({ problems }, /locked by another program/, [bad.folder]).severity, "error");
      assert.equal(last30Days.calls, HEALTHY_CALLS, "What was counted can still be seen");
      other.exec("ROLLBACK");
      const reading = await readMeter(meter);
      assert.equal(reading.tokens, HEALTHY_TOKENS + CALL_TOKENS);
      assert.deepEqual(reading.problems, []);
    } finally {
      other.close();
      meter.close();
    }
    bad.look(assertConsistent);
  });

  it("is refused with the reason when it is locked from the start", async function () {
    this.timeout(120_000);
    await readOnce(bad.options);
    const other = new DatabaseSync(bad.ledgerFile);
    try {
      other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE lease SET epoch = epoch; COMMIT");
      assert.match(await failureOf(), /locked by another program/);
    } finally {
      other.close();
    }
    assert.equal((await readOnce(bad.options)).calls, HEALTHY_CALLS);
  });

  it("is taken over from a frozen process, which then loses and doubles nothing", async function () {
    this.timeout(120_000);
    child = new MeterProcess(bad.options);
    assert.equal((await child.read()).by, "this-process");
    child.freeze();
    bad.writeClaude("new.jsonl", claudeCall("new"));
    const meter = openMeter(bad.options);
    try {
      const reading = await readMeter(meter);
      assert.equal(reading.by, "this-process");
      assert.equal(reading.calls, HEALTHY_CALLS + 1);
      bad.writeClaude("newer.jsonl", claudeCall("newer"));
      child.thaw();
      await readMeter(meter);
      meter.close();
      assert.equal((await child.read()).calls, HEALTHY_CALLS + 2);
    } finally {
      meter.close();
    }
    bad.look(assertConsistent);
  });

  it("is taken over at once from a process that was killed while it held the lease", async () => {
    child = new MeterProcess(bad.options);
    await child.read();
    await child.kill();
    bad.writeClaude("new.jsonl", claudeCall("new"));
    const reading = await readOnce(bad.options);
    assert.equal(reading.by, "this-process");
    assert.equal(reading.calls, HEALTHY_CALLS + 1);
  });

  it("is used through a link, and where the link leads nowhere it is made there", async () => {
    const real = join(bad.folder, "elsewhere.sqlite");
    rmSync(dirname(bad.ledgerFile), { recursive: true });
    mkdirSync(dirname(bad.ledgerFile));
    symlinkSync(real, bad.ledgerFile);
    assert.equal((await readOnce(bad.options)).calls, HEALTHY_CALLS);
    assert.equal((await readOnce({ ...bad.options, ledgerFile: real })).calls, HEALTHY_CALLS);
  });
});
