import assert from "node:assert/strict";
import { goose } from "../../../../src/sources/goose/source.ts";
import { formatOf, readStore, sumTokens, type ReadLog } from "../../../support/readFormat.ts";
import { assertReadInSteps, assertStoreSurvivesDamage, StoreFile } from "../../../support/storeFile.ts";

const DATABASE = formatOf(goose, "database", "store");
const SESSIONS = `CREATE TABLE sessions (id TEXT PRIMARY KEY, session_type TEXT NOT NULL DEFAULT 'user', working_dir TEXT NOT NULL,
  created_at TIMESTAMP, updated_at TIMESTAMP, total_tokens INTEGER, input_tokens INTEGER, output_tokens INTEGER,
  accumulated_total_tokens INTEGER, accumulated_input_tokens INTEGER, accumulated_output_tokens INTEGER,
  accumulated_cache_read_tokens INTEGER, accumulated_cache_write_tokens INTEGER, accumulated_cost REAL,
  model_config_json TEXT, parent_session_id TEXT)`;
const MESSAGES = `CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT, session_id TEXT, role TEXT,
  content_json TEXT, created_timestamp INTEGER, metadata_json TEXT)`;
const LEDGER = `CREATE TABLE usage_ledger (id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT, created_timestamp INTEGER,
  model TEXT, input_tokens INTEGER, output_tokens INTEGER, total_tokens INTEGER, cache_read_tokens INTEGER,
  cache_write_tokens INTEGER, cost REAL, cost_source TEXT, is_compaction INTEGER DEFAULT 0)`;

const START = "2026-05-02 10:00:00";
const START_MS = Date.UTC(2026, 4, 2, 10);
const AT_S = START_MS / 1000 + 60;

describe("Goose's database", () => {
  let store: StoreFile;
  beforeEach(() => {
    store = new StoreFile("sessions.db", SESSIONS, MESSAGES, LEDGER);
  });
  afterEach(() => store.dispose());

  const read = (): ReadLog => readStore(DATABASE, store.path);

  function session(id: string, more: object = {}): void {
    store.add("sessions", { id, working_dir: "/home/ann/shop", created_at: START, ...more });
  }

  function entry(sessionId: string, input: number, output: number, more: object = {}): void {
    const counts = { input_tokens: input, output_tokens: output, total_tokens: input + output };
    store.add("usage_ledger", { session_id: sessionId, created_timestamp: AT_S, model: "gpt-5.4", ...counts, ...more });
  }

  it("has a row for each response in its ledger, with the cached tokens in the prompt", () => {
    session("20260502_1");
    entry("20260502_1", 1_000, 50, {
      cache_read_tokens: 700,
      cache_write_tokens: 200,
      cost: 0.25,
      cost_source: "estimated",
    });
    const { calls } = read();
    assert.deepEqual(
      calls.map((call) => [call.atMs, call.model, call.cwd, call.quality, call.reportedNanos, call.calls]),
      [[AT_S * 1000, "gpt-5.4", "/home/ann/shop", "exact-call", 250_000_000, 1]],
    );
    const { freshInput, cacheRead, cacheWrite5m, output } = sumTokens(calls);
    assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output], [100, 700, 200, 50]);
  });

  it("is believed where a total says that the cache is beside the prompt", () => {
    entry("s", 100, 50, { cache_read_tokens: 700, total_tokens: 850 });
    assert.deepEqual([sumTokens(read().calls).freshInput, sumTokens(read().calls).cacheRead], [100, 700]);
  });

  it("carries what was used before the ledger forward, as a total", () => {
    entry("s", 5_000, 500, { model: null, cost_source: "carried_forward" });
    entry("s", 10, 1);
    assert.deepEqual(
      read().calls.map((call) => [call.quality, call.tokens.output]),
      [
        ["session-total", 500],
        ["exact-call", 1],
      ],
    );
  });

  it("knows an older session by its accumulated total, not by its last turn, until the ledger has it", () => {
    session("s", {
      total_tokens: 9,
      input_tokens: 8,
      output_tokens: 1,
      accumulated_input_tokens: 5_000,
      accumulated_output_tokens: 500,
      accumulated_total_tokens: 5_500,
      accumulated_cost: 1.5,
      model_config_json: { model_name: "claude-sonnet-4" },
    });
    const [total] = read().calls;
    assert.deepEqual(
      [total?.atMs, total?.model, total?.tokens.freshInput, total?.tokens.output, total?.quality, total?.reportedNanos],
      [START_MS, "claude-sonnet-4", 5_000, 500, "session-total", 1_500_000_000],
    );
    entry("s", 10, 1);
    const [first] = read().calls;
    assert.equal(total?.yieldsTo, first?.family);
    assert.notEqual(first?.member, "");
  });

  it("reads the tables of versions that had fewer columns, and no ledger", () => {
    store.run("DROP TABLE usage_ledger");
    store.run("DROP TABLE messages");
    for (const column of ["cache_read_tokens", "cache_write_tokens", "cost"]) {
      store.run(`ALTER TABLE sessions DROP COLUMN accumulated_${column}`);
    }
    store.run("ALTER TABLE sessions DROP COLUMN parent_session_id");
    store.run("ALTER TABLE sessions DROP COLUMN session_type");
    session("s", { accumulated_input_tokens: 5, accumulated_output_tokens: 6, accumulated_total_tokens: 11 });
    session("empty");
    assert.deepEqual(sumTokens(read().calls).output, 6);
  });

  it("gives turns for what a person typed, in sessions that persons talk to", () => {
    session("s");
    session("child", { session_type: "sub_agent", parent_session_id: "s" });
    session("nightly", { session_type: "scheduled" });
    const message = (id: string, sessionId: string, content: object, more: object = {}): void => {
      const place = { message_id: id, session_id: sessionId, created_timestamp: AT_S };
      store.add("messages", { ...place, role: "user", content_json: [content], metadata_json: {}, ...more });
    };
    const text = { type: "text", text: "hello" };
    message("m1", "s", text);
    message("m2", "s", { type: "toolResponse", id: "t" });
    message("m3", "s", text, { role: "assistant" });
    message("m4", "s", text, { metadata_json: { userVisible: false, agentVisible: true } });
    message("m5", "child", text);
    message("m6", "nightly", text);
    message("m7", "s", text, { created_timestamp: AT_S * 1000 });
    store.add("messages", {
      message_id: "m8",
      session_id: "s",
      role: "user",
      content_json: "[torn",
      created_timestamp: 1,
    });
    assert.deepEqual(
      read().turns.map((turn) => [turn.id, turn.atMs]),
      [
        ["m1", AT_S * 1000],
        ["m7", AT_S * 1000],
      ],
    );
    assert.equal(read().sessions.find((each) => each.sessionId === "child")?.parentId, "s");
  });

  it("skips what it cannot read, once", () => {
    entry("s", 1, 1, { output_tokens: "many" });
    entry("s", 1, 1, { created_timestamp: null });
    entry("s", 0, 0);
    const first = read();
    assert.deepEqual(first.calls, []);
    assert.deepEqual(first.skipped, { "wrong-type": 1, "no-time": 1 });
    assert.deepEqual(readStore(DATABASE, store.path, first.state).skipped, {});
  });

  it("gives the same in steps as in one go", () => {
    assertReadInSteps(DATABASE, store.path, [
      () => session("s", { accumulated_input_tokens: 50, accumulated_output_tokens: 5 }),
      () => store.run("UPDATE sessions SET accumulated_output_tokens = 9, updated_at = '2026-05-03 10:00:00'"),
      () => {
        for (let index = 0; index < 1_100; index += 1) entry(`other-${index % 3}`, index, 1);
      },
      () => entry("s", 50, 9, { cost_source: "carried_forward" }),
      () => entry("s", 1, 2),
    ]);
  });

  it("keeps apart what another database has numbered alike", () => {
    session("s");
    entry("s", 1, 2);
    const [here] = read().calls;
    store.run("UPDATE sessions SET created_at = '2026-05-02 11:00:00'");
    assert.notEqual(read().calls[0]?.family, here?.family);
  });

  it("is read from its start where its tables are other ones", () => {
    for (const output of [1, 2, 3]) entry("s", 1, output);
    const { state } = read();
    store.run("DROP TABLE usage_ledger");
    store.run(LEDGER);
    entry("t", 1, 7);
    assert.equal(sumTokens(readStore(DATABASE, store.path, state).calls).output, 7);
  });

  it("is read from its start where a backup with more rows was put in its place, and only then", () => {
    for (const output of [1, 2, 3]) entry("s", 1, output);
    const { state } = read();
    entry("s", 1, 4);
    assert.equal(sumTokens(readStore(DATABASE, store.path, state).calls).output, 4);
    store.run("DELETE FROM usage_ledger");
    store.run("DELETE FROM sqlite_sequence");
    for (const output of [10, 20, 30, 40, 50]) entry("t", 1, output);
    assert.equal(sumTokens(readStore(DATABASE, store.path, state).calls).output, 150);
  });

  it("of another kind is said to be unknown", () => {
    store.run("DROP TABLE sessions");
    assert.deepEqual(read().skipped, { "unknown-format": 1 });
  });

  it("survives damage", () => {
    session("s", { accumulated_input_tokens: 50 });
    for (let index = 0; index < 100; index += 1) entry("s", index, 1);
    store.run("PRAGMA wal_checkpoint(TRUNCATE)");
    assertStoreSurvivesDamage(DATABASE, store.path);
  });
});
