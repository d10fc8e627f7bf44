import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { editorFolders } from "../../../../src/sources/editorFolders.ts";
import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import { jsonLines } from "../../../support/readFormat.ts";
import { TestPlace } from "../../worker/testMeter.ts";
import { request, session, SESSION } from "./sessions.ts";

const AT_MS = Date.parse("2026-09-01T08:00:00Z");

/** One session in three places: two answers in the chat's file, their five calls in the debug log, four of them as spans. */
describe("a session of Copilot Chat in several places", () => {
  let place: TestPlace;
  let user = "";

  beforeEach(() => {
    place = new TestPlace();
    place.nowMs = Date.parse("2026-09-02T08:00:00Z");
    const editor = editorFolders({ home: place.home, platform: process.platform, env: {} }).find(
      (folder) => folder.editor === "Code",
    );
    assert.ok(editor !== undefined);
    user = editor.path;
  });
  afterEach(() => place.dispose());

  function write(path: string, content: Buffer | string): void {
    mkdirSync(dirname(join(user, path)), { recursive: true });
    writeFileSync(join(user, path), content);
  }

  const writers: Readonly<Record<string, () => void>> = {
    chat: () => {
      const answers = [1, 2].map((minute) => request(minute, { promptTokens: 1_000, completionTokens: 50 }));
      write(`workspaceStorage/ab12/chatSessions/${SESSION}.json`, JSON.stringify(session(answers)));
    },
    debugLog: () => {
      const lines = [1, 2, 3, 4, 5].map((call) => ({
        type: "llm_request",
        ts: AT_MS + call * 20_000,
        sid: SESSION,
        spanId: `a${call}`,
        attrs: { model: "claude-sonnet-4.6", inputTokens: 500 * call, outputTokens: 20 },
      }));
      write(`workspaceStorage/ab12/GitHub.copilot-chat/debug-logs/${SESSION}/main.jsonl`, jsonLines(...lines));
    },
    spans: () => {
      mkdirSync(join(user, "globalStorage/github.copilot-chat"), { recursive: true });
      const owner = new DatabaseSync(join(user, "globalStorage/github.copilot-chat/agent-traces.db"));
      owner.exec(`CREATE TABLE spans (span_id TEXT PRIMARY KEY, operation_name TEXT, start_time_ms INTEGER,
        input_tokens INTEGER, output_tokens INTEGER, cached_tokens INTEGER, chat_session_id TEXT, response_model TEXT)`);
      for (const call of [2, 3, 4, 5]) {
        owner
          .prepare("INSERT INTO spans VALUES (?, 'chat', ?, ?, 20, 400, ?, 'claude-sonnet-4.6')")
          .run(`a${call}`, AT_MS + call * 20_000, 500 * call, SESSION);
      }
      owner.close();
    },
  };

  async function scan(): Promise<readonly number[]> {
    const meter = place.openMeter({ sources: [copilotChat] });
    await meter.scan();
    const { totals } = meter.report({ by: "tool", timeZone: "UTC" });
    meter.close();
    place.dump();
    return [totals.calls, totals.freshInput, totals.cacheRead, totals.output];
  }

  for (const order of [
    ["chat", "debugLog", "spans"],
    ["spans", "debugLog", "chat"],
    ["debugLog", "chat", "spans"],
  ]) {
    it(`counts by the surest of them where they are found in the order ${order.join(", ")}`, async () => {
      for (const name of order) {
        writers[name]?.();
        await scan();
      }
      // The first call is in the debug log alone, which tells no cached input.
      assert.deepEqual(await scan(), [5, 7_500 - 1_600, 1_600, 100]);
    });
  }

  it("counts by the chat's file where that is all there is", async () => {
    writers["chat"]?.();
    assert.deepEqual(await scan(), [2, 2_000, 0, 100]);
  });
});
