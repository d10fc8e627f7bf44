import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { copilotCli } from "../../../../src/sources/copilotCli/source.ts";
import { formatOf, readStore, sumTokens, type ReadLog } from "../../../support/readFormat.ts";

const STORE = formatOf(copilotCli, "session-store", "store");

const SCHEMA = `
  CREATE TABLE sessions (id TEXT PRIMARY KEY, cwd TEXT, repository TEXT, branch TEXT, created_at TEXT, updated_at TEXT);
  CREATE TABLE assistant_usage_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, turn_index INTEGER, agent_id TEXT, model TEXT,
    copilot_usage_model TEXT, input_tokens INTEGER, output_tokens INTEGER, cache_read_tokens INTEGER,
    cache_write_tokens INTEGER, reasoning_tokens INTEGER, total_nano_aiu INTEGER, created_at TEXT);
  INSERT INTO sessions (id, cwd, branch) VALUES ('s1', '/home/ann/shop', 'main');`;

describe("Copilot CLI's database of usage", () => {
  let folder: string;
  let path: string;
  let owner: DatabaseSync;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "copilot-cli-"));
    path = join(folder, "session-store.db");
    owner = new DatabaseSync(path);
    owner.exec("PRAGMA journal_mode = WAL");
  });

  afterEach(() => {
    owner.close();
    rmSync(folder, { recursive: true });
  });

  function addCall(values: Readonly<Record<string, string | number | null>>): void {
    const row = {
      session_id: "s1",
      model: "claude-sonnet-4.6",
      input_tokens: 1_000,
      output_tokens: 50,
      cache_read_tokens: 700,
      cache_write_tokens: 200,
      reasoning_tokens: 20,
      created_at: "2026-08-01T10:00:00.000Z",
      ...values,
    };
    const columns = Object.keys(row);
    owner
      .prepare(
        `INSERT INTO assistant_usage_events (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
      )
      .run(...Object.values(row));
  }

  function read(before: ReadLog["state"] = {}): ReadLog {
    return readStore(STORE, path, before, { relativePath: "session-store.db" });
  }

  it("has a row for each call, with the cached parts in the input", () => {
    owner.exec(SCHEMA);
    addCall({ total_nano_aiu: 2_500_000_000, agent_id: "explore-1" });
    const [call] = read().calls;
    assert.partialDeepStrictEqual(call, {
      family: "s1",
      member: "1@2026-08-01T10:00:00.000Z",
      atMs: Date.parse("2026-08-01T10:00:00Z"),
      model: "claude-sonnet-4.6",
      quality: "exact-call",
      tokens: { freshInput: 100, cacheRead: 700, cacheWrite5m: 200, output: 50, reasoning: 20 },
      reportedNanos: 25_000_000,
      agentId: "explore-1",
      cwd: "/home/ann/shop",
      branch: "main",
    });
    assert.equal(call?.yieldsTo, undefined);
  });

  it("takes times without a zone as UTC, and sessions that are not told as placeless", () => {
    owner.exec(SCHEMA);
    addCall({ session_id: "s2", created_at: "2026-08-01 10:00:00", cache_read_tokens: null });
    assert.partialDeepStrictEqual(read().calls[0], {
      atMs: Date.parse("2026-08-01T10:00:00Z"),
      cwd: undefined,
      tokens: { freshInput: 800, cacheRead: 0, cacheWrite5m: 200 },
    });
  });

  it("skips rows that tell nothing or no time, and says why", () => {
    owner.exec(SCHEMA);
    addCall({ input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 });
    addCall({ created_at: "soon" });
    addCall({ output_tokens: "many" });
    addCall({ output_tokens: 1.5 });
    addCall({ session_id: "" });
    const log = read();
    assert.deepEqual(log.calls, []);
    assert.deepEqual(log.skipped, { "no-time": 1, "wrong-type": 2, malformed: 1 });
  });

  it("is read on from where it was, while its owner has it open, and gives what it gives in one go", () => {
    owner.exec(SCHEMA);
    const records = [];
    let { state } = read();
    for (const rows of [3, 600, 0, 2]) {
      owner.exec("BEGIN");
      for (let row = 0; row < rows; row += 1) addCall({ output_tokens: row + 1 });
      owner.exec("COMMIT");
      const log = read(state);
      records.push(...log.records);
      ({ state } = log);
    }
    const whole = read();
    assert.equal(whole.calls.length, 605);
    assert.equal(sumTokens(whole.calls).output, 6 + 600 * 300.5 + 3);
    assert.deepEqual(records, whole.records);
    assert.deepEqual(read(whole.state).records, []);
    owner.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    owner.close();
    assert.deepEqual(read().records, whole.records);
    owner = new DatabaseSync(path);
  });

  it("is read from its start where it was emptied and begun anew", () => {
    owner.exec(SCHEMA);
    addCall({});
    addCall({});
    const { state } = read();
    owner.exec("DELETE FROM assistant_usage_events; DELETE FROM sqlite_sequence");
    addCall({ created_at: "2026-08-02T10:00:00.000Z" });
    assert.deepEqual(
      read(state).calls.map((call) => call.member),
      ["1@2026-08-02T10:00:00.000Z"],
    );
  });

  it("is read again from where its last rows were removed and their ids given anew", () => {
    owner.exec(SCHEMA.replace(" AUTOINCREMENT", ""));
    for (let minute = 10; minute < 20; minute += 1) addCall({ created_at: `2026-08-01T10:${minute}:00.000Z` });
    const { state } = read();
    owner.exec("DELETE FROM assistant_usage_events WHERE id > 7");
    for (let minute = 30; minute < 34; minute += 1) addCall({ created_at: `2026-08-01T10:${minute}:00.000Z` });
    const members = new Set(read(state).calls.map((call) => call.member));
    for (const member of ["8@2026-08-01T10:30", "10@2026-08-01T10:32", "11@2026-08-01T10:33"]) {
      assert.ok(members.has(`${member}:00.000Z`), member);
    }
  });

  it("of an unknown version is said to be unknown once, however often it changes", () => {
    owner.exec("CREATE TABLE assistant_usage_events (id INTEGER PRIMARY KEY, session TEXT)");
    const { state, skipped } = read();
    assert.deepEqual(skipped, { "unknown-format": 1 });
    assert.deepEqual(read(state).skipped, {});
  });

  it("of a version without usage holds none, and of an unknown one is said to be unknown", () => {
    owner.exec("CREATE TABLE sessions (id TEXT PRIMARY KEY)");
    assert.deepEqual(read().skipped, {});
    owner.exec("CREATE TABLE assistant_usage_events (id INTEGER PRIMARY KEY, session TEXT)");
    assert.deepEqual(read().skipped, { "unknown-format": 1 });
  });
});
