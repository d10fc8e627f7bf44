import assert from "node:assert/strict";
import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readLines,
  type ReadLog,
} from "../../../support/readFormat.ts";

const DEBUG = formatOf(copilotChat, "debug-log", "lines");
const FOLDER = "workspaceStorage/ab12/GitHub.copilot-chat/debug-logs/s1";
const NEIGHBOURS = { "../../../workspace.json": '{"folder":"file:///home/ann/shop"}' };

type Fields = Record<string, unknown>;

function llmRequest(spanId: string, attrs: Fields, more: Fields = {}): Fields {
  const told = { model: "claude-sonnet-4.6", debugName: "panel/editAgent", ttft: 900, ...attrs };
  const entry = { ts: Date.parse("2026-09-01T08:00:00Z"), dur: 4_000, sid: "s1", type: "llm_request" };
  return { v: 1, rIdx: 0, ...entry, name: "chat:claude-sonnet-4.6", spanId, status: "ok", attrs: told, ...more };
}

function read(lines: readonly (object | string)[], name = "main.jsonl"): ReadLog {
  return readLines(DEBUG, jsonLines(...lines), { relativePath: `${FOLDER}/${name}`, neighbours: NEIGHBOURS });
}

describe("Copilot's debug logs", () => {
  it("have a line for each call, cached input within", () => {
    const log = read([
      { type: "user_message", sid: "s1", spanId: "a", ts: 1, attrs: { content: "fix" } },
      llmRequest("A1", { inputTokens: 9_000, outputTokens: 120, cachedTokens: 8_000 }),
      llmRequest("a2", { inputTokens: 500, outputTokens: 20 }),
      { type: "tool_call", sid: "s1", spanId: "a3", ts: 2, attrs: { inputTokens: 7 } },
    ]);
    assert.deepEqual(log.records, log.calls);
    assert.deepEqual(
      log.calls.map(({ member, tokens }) => [member, tokens.freshInput, tokens.cacheRead, tokens.output]),
      [
        ["a1", 1_000, 8_000, 120],
        ["a2", 500, 0, 20],
      ],
    );
    assert.partialDeepStrictEqual(log.calls[0], {
      family: "s1",
      yieldsTo: undefined,
      model: "claude-sonnet-4.6",
      quality: "exact-call",
      sessionId: "s1",
      cwd: "/home/ann/shop",
    });
  });

  it("tell the conversation that a helper or a sub-agent belongs to", () => {
    const ofHelper = { sid: "s2" };
    const lines = [llmRequest("b1", { inputTokens: 5 }, ofHelper), llmRequest("b2", { inputTokens: 6 }, ofHelper)];
    const log = read(lines, "title-s2.jsonl");
    assert.deepEqual(log.sessions, [{ kind: "session", sessionId: "s2", parentId: "s1", toolVersion: undefined }]);
    assert.deepEqual(
      log.calls.map((call) => call.family),
      ["s2", "s2"],
    );
  });

  it("lay side by side in older versions, in the workspace's folder all the same", () => {
    const place = {
      relativePath: "workspaceStorage/ab12/GitHub.copilot-chat/debug-logs/s1.jsonl",
      neighbours: { "../../workspace.json": '{"folder":"vscode-remote://ssh-remote%2Bbox/srv/shop%20b"}' },
    };
    const log = readLines(DEBUG, jsonLines(llmRequest("a", { inputTokens: 5 }, { sid: "s9" })), place);
    assert.deepEqual([log.sessions, log.calls[0]?.cwd], [[], "/srv/shop b"]);
  });

  it("skip what tells nothing, and say why", () => {
    const log = read([
      llmRequest("a", {}),
      llmRequest("b", { inputTokens: 0, outputTokens: 0 }),
      llmRequest("c", { inputTokens: "5" }),
      llmRequest("d", { inputTokens: 5 }, { ts: "now" }),
      llmRequest("e", { inputTokens: 5 }, { sid: undefined }),
      llmRequest("", { inputTokens: 5 }),
      "{",
    ]);
    assert.deepEqual([log.records, log.skipped], [[], { "wrong-type": 1, "no-time": 1, malformed: 3 }]);
  });

  it("are read as well in any pieces and with any damage", () => {
    const bytes = jsonLines(
      llmRequest("a", { inputTokens: 5, outputTokens: 3 }),
      llmRequest("b", { inputTokens: 6 }, { sid: "s2" }),
      llmRequest("c", { inputTokens: 7 }, { sid: "s2" }),
      llmRequest("d", { inputTokens: 8 }, { sid: "s3" }),
    );
    const place = { relativePath: `${FOLDER}/main.jsonl` };
    assertSplitAnywhere(DEBUG, bytes, place);
    assertSurvivesDamage((damaged) => readLines(DEBUG, damaged, place), bytes);
  });
});
