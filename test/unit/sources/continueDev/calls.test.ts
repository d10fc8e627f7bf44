import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { continueDev } from "../../../../src/sources/continueDev/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readLines,
  readStore,
  sumTokens,
} from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";

const log = formatOf(continueDev, "tokens-log", "lines");
const store = formatOf(continueDev, "tokens-store", "store");

/** A call at a time of day of 2026-06-11 (UTC). */
function event(time: string, promptTokens: number, generatedTokens: number, more: object = {}): object {
  return {
    eventName: "tokensGenerated",
    schema: "0.2.0",
    timestamp: `2026-06-11T${time}Z`,
    userId: "",
    userAgent: "vscode/1.105.0 (Continue/1.3.0)",
    selectedProfileId: "local",
    model: "claude-sonnet-4-5",
    provider: "anthropic",
    promptTokens,
    generatedTokens,
    ...more,
  };
}

const read = (...lines: readonly (object | string)[]) => readLines(log, jsonLines(...lines));

describe("Continue's log of calls", () => {
  it("gives an estimate for each call", () => {
    const { calls, skipped } = read(event("12:00:00.000", 1234, 567));
    assert.deepEqual(skipped, {});
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call?.family, "calls of 2026-06-11");
    assert.equal(call?.quality, "estimate");
    assert.equal(call?.countedHere, undefined);
    assert.equal(call?.atMs, Date.UTC(2026, 5, 11, 12));
    assert.equal(call?.model, "claude-sonnet-4-5");
    assert.equal(call?.tokens.freshInput, 1234);
    assert.equal(call?.tokens.output, 567);
  });

  it("gives as many calls as are alike", () => {
    const { calls } = read(
      event("12:00:00.000", 10, 1),
      event("12:00:00.000", 10, 1),
      event("12:59:00.000", 10, 1),
      event("13:00:00.000", 10, 1),
    );
    assert.equal(calls.length, 4);
  });

  it("gives the same calls for the same lines in another file", () => {
    const lines = [event("12:00:00.000", 10, 1), event("12:00:01.000", 10, 1)];
    assert.equal(readIntoLedger([...read(...lines).records, ...read(...lines).records]).length, 2);
  });

  it("passes over other events and calls without tokens, and skips what is damaged, for a reason", () => {
    const { calls, skipped } = read(
      event("12:00:00.000", 5, 5, { eventName: "chatInteraction" }),
      event("12:00:00.000", 0, 0),
      { model: "gpt-4", provider: "openai", promptTokens: 5, generatedTokens: 5 },
      event("12:00:00.000", 1.5, 5),
      "{torn",
      event("12:00:01.000", 7, 8, { model: undefined }),
    );
    assert.deepEqual(
      calls.map((call) => [call.model, call.tokens.freshInput]),
      [["", 7]],
    );
    assert.deepEqual(skipped, { "no-time": 1, "wrong-type": 1, malformed: 1 });
  });

  it("gives in pieces what it gives in one, and survives damage", () => {
    const bytes = jsonLines(
      event("12:00:00.000", 10, 1),
      event("13:00:00.010", 10, 1),
      event("12:59:59.990", 10, 1),
      event("13:00:00.020", 10, 1),
      event("14:00:00.000", 10, 1),
      event("14:00:00.000", 10, 1),
    );
    assert.equal(readLines(log, bytes).calls.length, 6);
    assertSplitAnywhere(log, bytes);
    assertSurvivesDamage((damaged) => readLines(log, damaged), bytes);
  });
});

describe("Continue's database of calls", () => {
  let folder: string;
  let path: string;
  let database: DatabaseSync;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "continue-"));
    path = join(folder, "devdata.sqlite");
    database = new DatabaseSync(path);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
      CREATE TABLE tokens_generated (id INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL,
        provider TEXT NOT NULL, tokens_generated INTEGER NOT NULL, tokens_prompt INTEGER NOT NULL DEFAULT 0,
        timestamp DATETIME DEFAULT CURRENT_TIMESTAMP)`);
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  function put(time: string, prompt: number, generated: number, model = "claude-sonnet-4-5"): void {
    database
      .prepare(
        "INSERT INTO tokens_generated (model, provider, tokens_prompt, tokens_generated, timestamp) VALUES (?, 'x', ?, ?, ?)",
      )
      .run(model, prompt, generated, `2026-06-11 ${time}`);
  }

  it("tells of the calls of the log, which count once in whatever order the two are read", () => {
    put("11:59:00", 5, 5);
    put("12:00:00", 10, 1);
    put("12:00:00", 10, 1);
    put("12:00:02", 20, 2);
    const ofStore = readStore(store, path);
    const ofLog = read(
      event("12:00:00.000", 10, 1),
      event("12:00:00.400", 10, 1),
      event("12:00:03.001", 20, 2),
      event("12:00:04.000", 10, 1),
    );
    assert.equal(ofStore.calls.length, 4);
    for (const records of [
      [...ofStore.records, ...ofLog.records],
      [...ofLog.records, ...ofStore.records],
    ]) {
      const calls = readIntoLedger(records);
      assert.equal(calls.length, 5);
      assert.equal(sumTokens(calls).freshInput, 5 + 3 * 10 + 20);
      assert.equal(sumTokens(calls).output, 5 + 3 + 2);
    }
  });

  it("gives in steps what it gives at once, while its owner has it open", () => {
    let state = {};
    const steps = ["12:00:00", "12:00:00", "12:30:00", "13:00:00", "13:00:00"].flatMap((time) => {
      put(time, 10, 1);
      const step = readStore(store, path, state);
      state = step.state;
      return step.records;
    });
    assert.deepEqual(steps, readStore(store, path).records);
    assert.equal(readIntoLedger(steps).length, 5);
    assert.deepEqual(readStore(store, path, state).records, []);
  });

  it("is read in pieces", () => {
    for (let index = 0; index < 1100; index += 1) put("12:00:00", index + 1, 1);
    assert.equal(readStore(store, path).calls.length, 1100);
  });

  it("is read anew where it was emptied and filled again", () => {
    put("12:00:00", 10, 1);
    const { state } = readStore(store, path);
    database.exec("DELETE FROM tokens_generated; DELETE FROM sqlite_sequence");
    put("14:00:00", 30, 3);
    assert.equal(readStore(store, path, state).calls[0]?.tokens.freshInput, 30);
  });

  it("of an early version tells no prompts, and one without the table nothing", () => {
    database.exec("ALTER TABLE tokens_generated DROP COLUMN tokens_prompt");
    database.exec("INSERT INTO tokens_generated (model, provider, tokens_generated) VALUES ('gpt-4', 'x', 9)");
    assert.deepEqual(
      readStore(store, path).calls.map((call) => [call.tokens.freshInput, call.tokens.output]),
      [[0, 9]],
    );
    database.exec("DROP TABLE tokens_generated");
    assert.deepEqual(readStore(store, path).records, []);
  });

  it("skips rows of other types, for a reason", () => {
    database.exec(`INSERT INTO tokens_generated (model, provider, tokens_prompt, tokens_generated, timestamp) VALUES
      ('m', 'x', 'many', 1, '2026-06-11 12:00:00'), ('m', 'x', 1, 1, 'noon'), ('m', 'x', 0, 0, 'noon')`);
    const { calls, skipped } = readStore(store, path);
    assert.deepEqual(calls, []);
    assert.deepEqual(skipped, { "wrong-type": 1, "no-time": 1 });
  });
});
