import assert from "node:assert/strict";
import { crush } from "../../../../src/sources/crush/source.ts";
import { formatOf, readStore, type ReadLog } from "../../../support/readFormat.ts";
import { assertReadInSteps, assertStoreSurvivesDamage, StoreFile } from "../../../support/storeFile.ts";
import { totalTokens } from "../../../../src/shared/tokenCounts.ts";

const DATABASE = formatOf(crush, "database", "store");
const SESSIONS = `CREATE TABLE sessions (id TEXT PRIMARY KEY, parent_session_id TEXT, title TEXT, prompt_tokens INTEGER,
  completion_tokens INTEGER, cost REAL, created_at INTEGER, updated_at INTEGER)`;
const MESSAGES = `CREATE TABLE messages (id TEXT PRIMARY KEY, session_id TEXT, role TEXT, parts TEXT, model TEXT,
  created_at INTEGER, provider TEXT)`;
const START_S = Date.UTC(2026, 4, 2, 10) / 1000;

describe("Crush's database", () => {
  let store: StoreFile;
  beforeEach(() => {
    store = new StoreFile("crush.db", SESSIONS, MESSAGES);
  });
  afterEach(() => store.dispose());

  const read = (): ReadLog => readStore(DATABASE, store.path);

  function session(id: string, cost: unknown, more: object = {}): void {
    const counts = { prompt_tokens: 40_000, completion_tokens: 900 };
    store.add("sessions", { id, cost, ...counts, created_at: START_S, updated_at: START_S + 60, ...more });
  }

  function message(id: string, sessionId: string, role: string, more: object = {}): void {
    store.add("messages", { id, session_id: sessionId, role, parts: [], created_at: START_S + 1, ...more });
  }

  it("gives what a session has cost, and none of the counts that are no sums", () => {
    session("s", 0.25);
    message("m1", "s", "user");
    message("m2", "s", "assistant", { model: "claude-sonnet-4" });
    message("m3", "s", "assistant", { model: "gpt-5", created_at: START_S + 2 });
    const { calls } = read();
    assert.deepEqual(
      calls.map((call) => [
        call.reportedNanos,
        totalTokens(call.tokens),
        call.calls,
        call.model,
        call.atMs,
        call.quality,
        call.sessionId,
      ]),
      [[250_000_000, 0, 0, "claude-sonnet-4", START_S * 1000, "session-total", "s"]],
    );
  });

  it("knows its project by where it lies", () => {
    session("s", 0.25);
    const cwdIn = (folder: string): string | undefined => readStore(DATABASE, store.path, {}, { folder }).calls[0]?.cwd;
    assert.equal(cwdIn("/home/ann/shop/.crush"), "/home/ann/shop");
    assert.equal(cwdIn("C:\\shop\\.crush"), "C:\\shop");
    assert.equal(cwdIn("/home/ann/data"), undefined);
  });

  it("leaves out what a spawned session has cost, as the one that spawned it has it too", () => {
    session("s", 0.25);
    session("child", 0.1, { parent_session_id: "s" });
    const { calls, sessions } = read();
    assert.deepEqual(
      calls.map((call) => call.sessionId),
      ["s"],
    );
    assert.equal(sessions.find((each) => each.sessionId === "child")?.parentId, "s");
  });

  it("knows nothing of sessions without a cost, a readable one or a time", () => {
    session("free", 0);
    session("text", "much");
    session("negative", -1);
    session("timeless", 1, { created_at: null });
    assert.deepEqual(read().calls, []);
  });

  it("gives turns for what a person typed, not for what a spawned session was told", () => {
    session("s", 0.25);
    session("child", 0.1, { parent_session_id: "s" });
    message("m1", "s", "user", { created_at: START_S * 1000 });
    message("m2", "s", "tool");
    message("m3", "child", "user");
    assert.deepEqual(
      read().turns.map((turn) => [turn.id, turn.atMs]),
      [["m1", START_S * 1000]],
    );
  });

  it("reads tables of fewer columns, and none for messages", () => {
    store.run("DROP TABLE messages");
    store.run("ALTER TABLE sessions DROP COLUMN parent_session_id");
    session("s", 0.25);
    assert.equal(read().calls[0]?.model, "");
  });

  it("gives the same in steps as in one go, while the cost grows", () => {
    const { calls } = assertReadInSteps(DATABASE, store.path, [
      () => session("s", 0.25),
      () => message("m1", "s", "user"),
      () => store.run("UPDATE sessions SET cost = 0.5, prompt_tokens = 0"),
      () => {
        for (let index = 0; index < 450; index += 1) message(`x${index}`, "s", "user");
      },
      () => session("t", 0.125),
    ]);
    assert.deepEqual(
      calls.map((call) => call.reportedNanos),
      [500_000_000, 125_000_000],
    );
  });

  it("reads turns again whose row numbers are those of removed ones", () => {
    session("s", 0.25);
    for (let index = 0; index < 10; index += 1) message(`old${index}`, "s", "user");
    const { state } = read();
    store.run("DELETE FROM messages WHERE rowid > 7");
    for (let index = 0; index < 5; index += 1) message(`new${index}`, "s", "user");
    const ids = new Set(readStore(DATABASE, store.path, state).turns.map((turn) => turn.id));
    for (let index = 0; index < 5; index += 1) assert.ok(ids.has(`new${index}`), `new${index}`);
  });

  it("of another kind is said to be unknown", () => {
    store.run("DROP TABLE sessions");
    assert.deepEqual(read().skipped, { "unknown-format": 1 });
  });

  it("survives damage", () => {
    for (let index = 0; index < 100; index += 1) session(`s${index}`, index);
    store.run("PRAGMA wal_checkpoint(TRUNCATE)");
    assertStoreSurvivesDamage(DATABASE, store.path);
  });
});
