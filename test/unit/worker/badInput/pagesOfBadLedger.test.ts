import assert from "node:assert/strict";
import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { UserError } from "../../../../src/shared/userError.ts";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import type { LedgerQuestion } from "../../../../src/shared/panelQuestions.ts";
import { BadHome, claudeCall } from "../../../support/badHome.ts";
import { assertPlain, readMeter } from "../../../support/badHomeReading.ts";

const PAGE_BYTES = 4096;
/** Enough for a ledger of some hundred pages. */
const MANY_CALLS = 2_000;
const ALL_TIME = { kind: "all" } as const;

/** What each page asks first. */
const QUESTIONS: readonly LedgerQuestion[] = [
  { name: "insights", argument: { range: ALL_TIME, bucket: "day", stackBy: "model", filter: {} } },
  { name: "sessions", argument: { range: ALL_TIME, filter: {} } },
  { name: "review", argument: {} },
];

describe("the pages of the panel", () => {
  let bad: BadHome;
  const meters: LocalMeter[] = [];
  const others: DatabaseSync[] = [];

  beforeEach(() => {
    bad = new BadHome();
    bad.writeClaude("many.jsonl", Array.from({ length: MANY_CALLS }, (_, index) => claudeCall(`${index}`)).join(""));
  });

  afterEach(() => {
    for (const meter of meters.splice(0)) meter.close();
    for (const other of others.splice(0)) other.close();
    bad.dispose();
  });

  async function openRead(): Promise<LocalMeter> {
    const meter = openMeter(bad.options);
    meters.push(meter);
    await readMeter(meter);
    return meter;
  }

  it("are answered while another process holds the ledger to write to it", async () => {
    const meter = await openRead();
    const expected = QUESTIONS.map((question) => JSON.stringify(meter.ask(question, "UTC")).length);
    const other = new DatabaseSync(bad.ledgerFile);
    others.push(other);
    other.exec("BEGIN EXCLUSIVE");
    assert.deepEqual(
      QUESTIONS.map((question) => JSON.stringify(meter.ask(question, "UTC")).length),
      expected,
    );
    assert.ok(meter.game("UTC").seenTokens > 0, "nothing is kept, but shown");
  });

  for (const question of QUESTIONS) {
    it(`say why there is no answer to ${question.name} where the ledger cannot be read, and have one once it is rebuilt`, async () => {
      const meter = await openRead();
      spoilPages();
      assert.throws(
        () => meter.ask(question, "UTC"),
        (error) => {
          assert.ok(error instanceof UserError, String(error));
          assertPlain(error.message, [bad.folder]);
          return /damaged.*moved aside.*try again/.test(error.message);
        },
      );
      await readMeter(meter);
      assert.ok(JSON.stringify(meter.ask(question, "UTC")).length > 100);
    });
  }

  /** Garbage behind the header of a ledger that is in use, in what was not yet moved to the file as well. */
  function spoilPages(): void {
    const writer = new DatabaseSync(bad.ledgerFile);
    // Takes the pages that are in memory out of date.
    writer.exec("CREATE TABLE unused (a); DROP TABLE unused; PRAGMA wal_checkpoint(TRUNCATE)");
    const noise = Buffer.alloc(PAGE_BYTES, 0xa5);
    const pages = statSync(bad.ledgerFile).size / PAGE_BYTES;
    assert.ok(pages > 50, "The ledger is large enough to be damaged in its middle");
    const file = openSync(bad.ledgerFile, "r+");
    for (let page = 1; page < pages; page += 1) writeSync(file, noise, 0, PAGE_BYTES, page * PAGE_BYTES);
    closeSync(file);
    writer.close();
  }
});
