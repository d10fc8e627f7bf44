import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { decodeJson } from "../../../../src/otel/decodeJson.ts";
import { EMITTERS } from "../../../../src/otel/emitters.ts";
import { readCalls } from "../../../../src/otel/readCalls.ts";
import { spoolLines } from "../../../../src/otel/spoolFormat.ts";
import type { Signal } from "../../../../src/otel/telemetry.ts";
import { spoolFolder } from "../../../../src/worker/telemetry/spoolFolder.ts";
import { memoryFolder } from "../../../support/memoryFolder.ts";
import { claudeRequest, logsRequest, tracesRequest } from "../../otel/otlp.ts";
import { dumpOf, scanInOneGo } from "../realLedger.ts";

const AT_MS = Date.UTC(2026, 5, 15, 12);
const AT = new Date(AT_MS).toISOString();

/** The product's own sources: files as the assistants leave them, and telemetry as they send it. */
describe("telemetry beside real logs", () => {
  let home: string;
  let ledgerFile: string;
  let spools = 0;

  beforeEach(() => {
    home = mkdtempSync(join(memoryFolder(), "token-legend-telemetry-"));
    ledgerFile = join(home, "ledger", "ledger.sqlite");
  });

  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }

  const lines = (...objects: readonly object[]): string => objects.map((each) => `${JSON.stringify(each)}\n`).join("");

  function receive(signal: Signal, request: object): void {
    const telemetry = decodeJson(signal, Buffer.from(JSON.stringify(request)));
    assert.ok(telemetry !== undefined);
    for (const [source, calls] of readCalls(telemetry, EMITTERS).calls) {
      spools += 1;
      const folder = spoolFolder(dirname(ledgerFile), source);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${spools}.calls`), spoolLines(calls));
    }
  }

  /** Output of the calls that count, once the ledger is known to be consistent. */
  async function counted(): Promise<readonly number[]> {
    await scanInOneGo(home, ledgerFile);
    const { events } = dumpOf(ledgerFile);
    return events
      .flatMap((event) => (event["hidden"] === 0 ? [Number(event["output"])] : []))
      .toSorted((a, b) => a - b);
  }

  /** Both in either order come to the same. */
  async function bothOrders(writeLogs: () => void, send: () => void, expected: readonly number[]): Promise<void> {
    writeLogs();
    await counted();
    send();
    assert.deepEqual(await counted(), expected, "files first");
    rmSync(home, { recursive: true });
    mkdirSync(home);
    send();
    await counted();
    writeLogs();
    assert.deepEqual(await counted(), expected, "telemetry first");
  }

  function claudeLine(request: string, output: number, changes: object = {}): object {
    const usage = { input_tokens: 10, output_tokens: output };
    const message = { id: `msg_${request}`, role: "assistant", model: "claude-opus-4-5", usage };
    return {
      type: "assistant",
      sessionId: "s1",
      requestId: request,
      uuid: `u-${request}`,
      timestamp: AT,
      message,
      ...changes,
    };
  }

  it("adds Claude Code's calls that its transcripts leave out, and no other", () =>
    bothOrders(
      () => {
        write(".claude/projects/shop/s1.jsonl", lines(claudeLine("req_1", 101)));
        write(
          ".claude/projects/shop/s1/subagents/agent-a.jsonl",
          lines(claudeLine("req_2", 102, { isSidechain: true, agentId: "a" })),
        );
      },
      () => {
        for (const [id, output] of [
          ["req_1", 101],
          ["req_2", 102],
          ["req_title", 7],
        ] as const) {
          receive("logs", claudeRequest(id, AT_MS + 4000, { output_tokens: output }));
        }
        receive(
          "traces",
          tracesRequest(
            { name: "claude_code.llm_request", endMs: AT_MS },
            { request_id: "req_title", output_tokens: 7 },
          ),
        );
      },
      [7, 101, 102],
    ));

  it("adds Codex's threads that leave no rollout, and no other", () => {
    const usage = {
      input_tokens: 100,
      cached_input_tokens: 0,
      output_tokens: 55,
      reasoning_output_tokens: 0,
      total_tokens: 155,
    };
    const thread = "0199a213-81c0-7800-8aa1-bbab2a035a53";
    const completed = (id: string, output: number) =>
      logsRequest(
        { name: "codex.sse_event", atMs: AT_MS },
        {
          "event.kind": "response.completed",
          "conversation.id": id,
          model: "gpt-5-codex",
          input_token_count: "100",
          output_token_count: String(output),
        },
      );
    return bothOrders(
      () =>
        write(
          `.codex/sessions/2026/06/15/rollout-2026-06-15T12-00-00-${thread}.jsonl`,
          lines(
            { timestamp: AT, type: "session_meta", payload: { id: thread, timestamp: AT } },
            {
              timestamp: AT,
              type: "event_msg",
              payload: { type: "token_count", info: { total_token_usage: usage, last_token_usage: usage } },
            },
          ),
        ),
      () => {
        receive("logs", completed(thread, 55));
        receive("logs", completed(thread, 56));
        receive("logs", completed("ephemeral", 57));
      },
      [55, 57],
    );
  });

  it("adds Gemini CLI's sessions that leave no chat, and no other", () => {
    const response = (session: string, output: number) =>
      logsRequest(
        { name: "gemini_cli.api_response", atMs: AT_MS },
        {
          "session.id": session,
          model: "gemini-2.5-pro",
          input_token_count: 100,
          output_token_count: output,
          total_token_count: 100 + output,
        },
      );
    return bothOrders(
      () => {
        const tokens = { input: 100, output: 61, cached: 0, thoughts: 0, tool: 0, total: 161 };
        const message = { id: "m1", timestamp: AT, type: "gemini", content: "x", model: "gemini-2.5-pro", tokens };
        write(
          ".gemini/tmp/shop/chats/session-2026-06-15T12-00-g1.json",
          JSON.stringify({ sessionId: "g1", projectHash: "h", startTime: AT, lastUpdated: AT, messages: [message] }),
        );
      },
      () => {
        receive("logs", response("g1", 61));
        receive("logs", response("g2", 62));
      },
      [61, 62],
    );
  });

  it("counts Copilot Chat's spans once, with those of its own database", () => {
    const span = (values: object) =>
      tracesRequest(
        { endMs: AT_MS, service: "copilot-chat" },
        {
          "gen_ai.operation.name": "chat",
          "gen_ai.request.model": "gpt-5",
          "gen_ai.usage.input_tokens": 10,
          ...values,
        },
      );
    const database = (): void => {
      const path = join(home, ".config/Code/User/globalStorage/github.copilot-chat/agent-traces.db");
      mkdirSync(dirname(path), { recursive: true });
      const spans = new DatabaseSync(path);
      spans.exec(`
        CREATE TABLE spans (span_id TEXT, trace_id TEXT, operation_name TEXT, start_time_ms REAL, input_tokens INTEGER,
          output_tokens INTEGER, conversation_id TEXT, chat_session_id TEXT, request_model TEXT);
        CREATE TABLE span_attributes (span_id TEXT, key TEXT, value TEXT);
        INSERT INTO spans VALUES ('eee19b7ec3c1b170', 't', 'chat', ${AT_MS}, 10, 71, 'provider', 'c1', 'gpt-5');
      `);
      spans.close();
    };
    return bothOrders(database, () => {
      // One knows the session by the editor's name, one by the provider's alone.
      receive("traces", span({ "gen_ai.usage.output_tokens": 71, "copilot_chat.chat_session_id": "c1" }));
      receive("traces", span({ "gen_ai.usage.output_tokens": 71, "gen_ai.conversation.id": "provider" }));
    }, [71]);
  });

  it("adds days of which Copilot CLI's own files tell nothing, and no other", () => {
    const call = (endMs: number, output: number) =>
      tracesRequest(
        { endMs, service: "github-copilot" },
        { "gen_ai.operation.name": "chat", "gen_ai.conversation.id": "other", "gen_ai.usage.output_tokens": output },
      );
    return bothOrders(
      () => {
        const path = join(home, ".copilot/session-store.db");
        mkdirSync(dirname(path), { recursive: true });
        const store = new DatabaseSync(path);
        store.exec(`
          CREATE TABLE assistant_usage_events (id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT, model TEXT,
            input_tokens INTEGER, output_tokens INTEGER, cache_read_tokens INTEGER, cache_write_tokens INTEGER,
            reasoning_tokens INTEGER, total_nano_aiu INTEGER, created_at TEXT);
          INSERT INTO assistant_usage_events VALUES (1, 's', 'gpt-5', 10, 81, 0, 0, 0, 0, '${AT}');
        `);
        store.close();
      },
      () => {
        receive("traces", call(AT_MS, 81));
        receive("traces", call(AT_MS - 5 * 86_400_000, 82));
      },
      [81, 82],
    );
  });

  it("counts Cursor's turns by what its hook tells, where there are both", () => {
    const database = (): void => {
      const path = join(home, ".config/Cursor/User/globalStorage/state.vscdb");
      mkdirSync(dirname(path), { recursive: true });
      const store = new DatabaseSync(path);
      store.exec("CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)");
      const bubble = { type: 2, createdAt: AT, tokenCount: { inputTokens: 0, outputTokens: 0 }, text: "an answer" };
      store.prepare("INSERT INTO cursorDiskKV VALUES (?, ?)").run("bubbleId:c1:b1", JSON.stringify(bubble));
      store.close();
    };
    const turn = { conversation_id: "c1", generation_id: "g1", model: "default", input_tokens: 100, output_tokens: 91 };
    const note = (): void => {
      mkdirSync(join(home, "ledger/hooks"), { recursive: true });
      writeFileSync(join(home, "ledger/hooks/cursor.jsonl"), lines({ ...turn, at: AT_MS / 1000 }));
    };
    return bothOrders(database, note, [91]);
  });

  it("finds Claude Code's transcripts where its hook has told of them, once", async () => {
    const work = join(home, "elsewhere/projects");
    write("elsewhere/projects/shop/s1.jsonl", lines(claudeLine("req_1", 101)));
    write(".claude/projects/shop/s2.jsonl", lines(claudeLine("req_2", 102)));
    assert.deepEqual(await counted(), [102]);
    const told = [
      { projects: work },
      { projects: work },
      { projects: join(home, ".claude/projects") },
      { projects: 7 },
    ];
    write("ledger/hooks/claudeCode.jsonl", `${lines(...told)}torn{`);
    assert.deepEqual(await counted(), [101, 102]);
  });
});
