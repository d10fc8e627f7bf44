import assert from "node:assert/strict";
import { zstdCompressSync } from "node:zlib";
import { zed } from "../../../../src/sources/zed/source.ts";
import { formatOf, readStore, sumTokens, type ReadLog } from "../../../support/readFormat.ts";
import { assertReadInSteps, assertStoreSurvivesDamage, StoreFile } from "../../../support/storeFile.ts";

const DATABASE = formatOf(zed, "database", "store");
const OLD = `CREATE TABLE threads (id TEXT PRIMARY KEY, summary TEXT NOT NULL, updated_at TEXT NOT NULL, data_type TEXT NOT NULL,
  data BLOB NOT NULL)`;
const COLUMNS = ["parent_id", "folder_paths", "folder_paths_order", "created_at"];

const usage = (input: number, output: number, write: number, read: number): object => ({
  input_tokens: input,
  output_tokens: output,
  cache_creation_input_tokens: write,
  cache_read_input_tokens: read,
});

const THREAD = {
  version: "0.3.0",
  messages: [],
  model: { provider: "zed.dev", model: "claude-sonnet-4-5" },
  cumulative_token_usage: usage(200, 2_700, 9_000, 150_000),
  request_token_usage: { "message-1": usage(40, 900, 3_000, 52_000) },
};
const MORNING = "2026-05-02T10:00:00.123456789+00:00";

describe("Zed's database", () => {
  let store: StoreFile;
  beforeEach(() => {
    store = new StoreFile("threads.db", OLD, ...COLUMNS.map((name) => `ALTER TABLE threads ADD COLUMN ${name} TEXT`));
  });
  afterEach(() => store.dispose());

  const read = (): ReadLog => readStore(DATABASE, store.path);

  function save(id: string, thread: object | string, more: object = {}): void {
    const data = zstdCompressSync(typeof thread === "string" ? thread : JSON.stringify(thread));
    const row = { id, summary: "", updated_at: MORNING, created_at: MORNING, data_type: "zstd", data, ...more };
    store.run("DELETE FROM threads WHERE id = ?", id);
    store.add("threads", row);
  }

  it("gives the running total of each thread, which holds all of its requests", () => {
    save("t1", THREAD, {
      updated_at: "2026-05-03T10:00:00+00:00",
      folder_paths: "/home/ann/api\n/home/ann/shop",
      folder_paths_order: "1,0",
    });
    const { calls, sessions } = read();
    assert.deepEqual(
      calls.map((call) => [call.atMs, call.model, call.cwd, call.quality, call.sessionId]),
      [[Date.UTC(2026, 4, 2, 10, 0, 0, 123), "claude-sonnet-4-5", "/home/ann/shop", "session-total", "t1"]],
    );
    const { freshInput, output, cacheWrite5m, cacheRead } = sumTokens(calls);
    assert.deepEqual([freshInput, output, cacheWrite5m, cacheRead], [200, 2_700, 9_000, 150_000]);
    assert.equal(sessions.length, 1);
  });

  it("adds up the requests where no running total was kept, without what stands for a full context", () => {
    const requests = { a: usage(1, 10, 0, 5), b: usage(2, 20, 0, 0), c: { input_tokens: 200_000 } };
    save("t1", { ...THREAD, cumulative_token_usage: {}, request_token_usage: requests });
    save("t2", { request_token_usage: [usage(1, 10, 0, 5)] });
    save("t3", { messages: [] });
    const { calls } = read();
    assert.deepEqual(
      calls.map(({ tokens, model }) => [tokens.freshInput, tokens.output, tokens.cacheRead, model]),
      [
        [3, 30, 5, "claude-sonnet-4-5"],
        [1, 10, 5, ""],
      ],
    );
  });

  it("reads threads that are not compressed, and tables with fewer columns", () => {
    for (const name of COLUMNS) store.run(`ALTER TABLE threads DROP COLUMN ${name}`);
    store.add("threads", { id: "t1", summary: "", updated_at: MORNING, data_type: "json", data: THREAD });
    const bytes = Buffer.from(JSON.stringify(THREAD));
    store.add("threads", { id: "t2", summary: "", updated_at: MORNING, data_type: "json", data: bytes });
    assert.equal(sumTokens(read().calls).output, 5_400);
  });

  it("knows a thread that was spawned by another", () => {
    save("t2", THREAD, { parent_id: "t1" });
    const { calls, sessions } = read();
    assert.equal(sessions[0]?.parentId, "t1");
    assert.deepEqual([calls[0]?.agentId, calls[0]?.copyRank], ["t2", 1]);
  });

  it("skips what it cannot read, once", () => {
    save("t1", "{torn");
    save("t2", THREAD, { data: Buffer.from("not compressed") });
    save("t3", THREAD, { data_type: "brotli" });
    save("t4", { cumulative_token_usage: { output_tokens: "many" } });
    save("t5", THREAD, { updated_at: "noon", created_at: null });
    save("t6", `{"filler":"${"x".repeat(33 * 1024 * 1024)}"}`);
    save("t7", THREAD);
    const first = read();
    assert.deepEqual(first.skipped, {
      malformed: 2,
      "unknown-format": 1,
      "wrong-type": 1,
      "no-time": 1,
      "line-too-long": 1,
    });
    assert.equal(first.calls.length, 1);
    assert.deepEqual(readStore(DATABASE, store.path, first.state).skipped, {});
  });

  it("reads all again once it can decompress", () => {
    save("t1", THREAD);
    const { state } = read();
    assert.equal(readStore(DATABASE, store.path, { ...state, updated: "2027", zstd: false }).calls.length, 1);
    assert.equal(readStore(DATABASE, store.path, { ...state, updated: "2027" }).calls.length, 0);
  });

  it("gives the same in steps as in one go, while threads grow and are cut back", () => {
    const grown = { ...THREAD, cumulative_token_usage: usage(300, 3_000, 9_000, 200_000), request_token_usage: {} };
    assertReadInSteps(DATABASE, store.path, [
      () => save("t1", THREAD),
      () => {
        for (let index = 0; index < 450; index += 1) save(`x${index}`, THREAD);
      },
      () => save("t1", grown, { updated_at: "2026-05-02T11:00:00+00:00" }),
      () => save("t2", grown, { updated_at: "2026-05-02T11:00:00+00:00" }),
      // Restored, or saved under a clock that was set back.
      () => save("t3", grown, { updated_at: "2026-05-01T09:00:00+00:00", created_at: "2026-05-01T09:00:00+00:00" }),
    ]);
  });

  it("is not read again where nothing in it was changed, and forgets what was deleted", () => {
    for (const id of ["t1", "t2"]) save(id, THREAD);
    const { state } = read();
    assert.deepEqual(readStore(DATABASE, store.path, state).records, []);
    store.run("DELETE FROM threads WHERE id = 't2'");
    const after = readStore(DATABASE, store.path, state);
    assert.deepEqual([after.records, after.state], [[], { threads: { t1: MORNING }, zstd: true }]);
  });

  it("of another kind is said to be unknown", () => {
    store.run("DROP TABLE threads");
    assert.deepEqual(read().skipped, { "unknown-format": 1 });
  });

  it("survives damage", () => {
    for (let index = 0; index < 20; index += 1) save(`t${index}`, THREAD);
    store.run("PRAGMA wal_checkpoint(TRUNCATE)");
    assertStoreSurvivesDamage(DATABASE, store.path);
  });
});
