import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import { formatOf, jsonLines, readLines, readStore, sumTokens, type ReadLog } from "../../../support/readFormat.ts";

const STORE = formatOf(copilotChat, "span-store", "store");

const SCHEMA = `
  CREATE TABLE spans (
    span_id TEXT PRIMARY KEY, trace_id TEXT NOT NULL, parent_span_id TEXT, name TEXT NOT NULL, start_time_ms INTEGER,
    end_time_ms INTEGER, operation_name TEXT, conversation_id TEXT, request_model TEXT, response_model TEXT,
    input_tokens INTEGER, output_tokens INTEGER, cached_tokens INTEGER, reasoning_tokens INTEGER, chat_session_id TEXT);
  CREATE TABLE span_attributes (
    span_id TEXT NOT NULL REFERENCES spans(span_id) ON DELETE CASCADE, key TEXT NOT NULL, value TEXT,
    PRIMARY KEY (span_id, key));`;

const AT_MS = Date.parse("2026-09-01T08:00:00Z");

describe("Copilot's database of spans", () => {
  let folder: string;
  let path: string;
  let owner: DatabaseSync;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "copilot-chat-"));
    path = join(folder, "agent-traces.db");
    owner = new DatabaseSync(path);
    owner.exec("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");
  });

  afterEach(() => {
    owner.close();
    rmSync(folder, { recursive: true });
  });

  function addSpan(id: string, values: Readonly<Record<string, string | number | null>> = {}): void {
    const row = {
      span_id: id,
      trace_id: "t1",
      name: "chat gpt-5",
      start_time_ms: AT_MS,
      end_time_ms: AT_MS + 4_000,
      operation_name: "chat",
      conversation_id: "c1",
      chat_session_id: "s1",
      request_model: "gpt-5",
      response_model: "gpt-5-2025-08-07",
      input_tokens: 1_000,
      output_tokens: 50,
      cached_tokens: 700,
      reasoning_tokens: 20,
      ...values,
    };
    const columns = Object.keys(row);
    owner
      .prepare(`INSERT OR REPLACE INTO spans (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`)
      .run(...Object.values(row));
  }

  function read(before: ReadLog["state"] = {}): ReadLog {
    return readStore(STORE, path, before);
  }

  it("has a span for each call, cached input within", () => {
    owner.exec(SCHEMA);
    addSpan("A1");
    addSpan("a2", { chat_session_id: null, response_model: null, start_time_ms: AT_MS + 0.25 });
    owner.exec("INSERT INTO span_attributes VALUES ('A1', 'gen_ai.usage.cache_creation.input_tokens', '100')");
    const log = read();
    assert.partialDeepStrictEqual(log.calls, [
      {
        family: "s1",
        member: "a1",
        atMs: AT_MS,
        model: "gpt-5-2025-08-07",
        quality: "exact-call",
        tokens: { freshInput: 200, cacheRead: 700, cacheWrite5m: 100, output: 50, reasoning: 20 },
      },
      { family: "c1", member: "a2", atMs: AT_MS, model: "gpt-5", tokens: { freshInput: 300, cacheWrite5m: 0 } },
    ]);
  });

  it("repeats calls in the spans of agents, and holds those of Copilot CLI, which count elsewhere", () => {
    owner.exec(SCHEMA);
    addSpan("a1");
    addSpan("a2", { operation_name: "invoke_agent", input_tokens: 5_000 });
    addSpan("a3", { operation_name: "execute_tool" });
    addSpan("a4");
    owner.exec("INSERT INTO span_attributes VALUES ('a4', 'github.copilot.aiu', '3')");
    assert.deepEqual(
      read().calls.map((call) => call.member),
      ["a1"],
    );
  });

  it("tells of the calls of a debug log, and more of each", () => {
    owner.exec(SCHEMA);
    addSpan("a1", { conversation_id: "s1" });
    const attrs = { model: "gpt-5", inputTokens: 1_000, outputTokens: 50 };
    const line = { type: "llm_request", ts: AT_MS, sid: "s1", spanId: "a1", attrs };
    const [logged] = readLines(formatOf(copilotChat, "debug-log", "lines"), jsonLines(line)).calls;
    const [stored] = read().calls;
    assert.ok(logged !== undefined && stored !== undefined);
    assert.deepEqual([logged.family, logged.member], [stored.family, stored.member]);
    for (const merged of [mergeCalls(logged, stored), mergeCalls(stored, logged)]) {
      assert.deepEqual([merged.tokens, merged.model], [stored.tokens, stored.model]);
    }
  });

  it("skips spans that tell nothing or no time, and says why", () => {
    owner.exec(SCHEMA);
    addSpan("a1", { input_tokens: null, output_tokens: null, cached_tokens: null });
    addSpan("a2", { input_tokens: "many" });
    addSpan("a3", { start_time_ms: "soon" });
    assert.deepEqual([read().records, read().skipped], [[], { "wrong-type": 1, "no-time": 1 }]);
  });

  it("is read on from where it was, while its owner has it open, and gives what it gives in one go", () => {
    owner.exec(SCHEMA);
    const records = [];
    let { state } = read();
    let span = 0;
    for (const spans of [3, 600, 0, 2]) {
      owner.exec("BEGIN");
      for (let i = 0; i < spans; i += 1) addSpan(`a${(span += 1)}`, { output_tokens: span });
      owner.exec("COMMIT");
      const log = read(state);
      records.push(...log.records);
      ({ state } = log);
    }
    const whole = read();
    assert.equal(whole.calls.length, 605);
    assert.equal(sumTokens(whole.calls).output, (605 * 606) / 2);
    assert.deepEqual(records, whole.records);
    assert.deepEqual(read(whole.state).records, []);
    owner.exec("DELETE FROM spans WHERE rowid < 600");
    assert.deepEqual(read(whole.state).records, []);
    owner.close();
    assert.deepEqual(read().records, whole.records.slice(599));
    owner = new DatabaseSync(path);
  });

  it("is read from its start where all spans were removed and numbering began anew", () => {
    owner.exec(SCHEMA);
    addSpan("a1");
    const { state } = read();
    owner.exec("DELETE FROM spans");
    addSpan("b1");
    addSpan("b2");
    assert.deepEqual(
      read(state).calls.map((call) => call.member),
      ["b1", "b2"],
    );
  });

  it("of an unknown version is said to be unknown", () => {
    owner.exec("CREATE TABLE spans (id TEXT)");
    assert.deepEqual(read().skipped, { "unknown-format": 1 });
  });

  it("of an unknown version is said to be unknown once, however often it changes", () => {
    owner.exec("CREATE TABLE spans (span_id TEXT PRIMARY KEY)");
    const { state, skipped } = readStore(STORE, path);
    assert.deepEqual(skipped, { "unknown-format": 1 });
    assert.deepEqual(readStore(STORE, path, state).skipped, {});
  });

  it("is read on from before spans that were removed, not from its start", () => {
    owner.exec(SCHEMA);
    for (let call = 0; call < 400; call += 1) addSpan(`span-${call}`);
    const { state } = readStore(STORE, path);
    owner.exec("DELETE FROM spans WHERE span_id = 'span-399'");
    addSpan("other");
    const { calls } = readStore(STORE, path, state);
    assert.ok(calls.length <= 101);
    assert.equal(calls.at(-1)?.member, "other");
  });
});
