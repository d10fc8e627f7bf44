import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import { assertSplitAnywhere, formatOf, readLines, sumTokens, type ReadLog } from "../../../support/readFormat.ts";
import { readSession } from "./sessions.ts";

const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures");

function filesBelow(folder: string): readonly string[] {
  const root = join(SHARED, folder);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.jsonl?$/.test(path))
    .map((path) => join(root, path));
}

/** Chat sessions by name; of two with the same name, one is a copy in another format. */
function readChats(): ReadonlyMap<string, ReadLog> {
  // These describe the format and are none of its files.
  const files = filesBelow("copilot-chat").filter((path) => !path.includes("schema"));
  return new Map(
    files.map((path) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return [name, readSession(readFileSync(path), { relativePath: `chatSessions/${name}` })];
    }),
  );
}

describe("the shared files of Copilot Chat", () => {
  before(function () {
    if (!existsSync(SHARED)) this.skip();
  });

  it("tell messages, and answers whose tokens are counted from texts", () => {
    const found = Object.fromEntries(
      [...readChats()].map(([name, { turns, calls }]) => {
        const { freshInput, output } = sumTokens(calls);
        return [name, [turns.length, calls.length, freshInput, output]];
      }),
    );
    // Characters, as the counter of the tests takes one for a token.
    assert.deepEqual(found, {
      "copilot.json": [3, 3, 24_331, 6_839],
      "copilot_session_simple.json": [3, 3, 3_557, 2_484],
      "copilot_session_simple.jsonl": [3, 3, 3_557, 2_484],
      "copilot_session_multiline.jsonl": [2, 2, 2_284, 610],
      "copilot_session_empty_then_patched.jsonl": [1, 1, 28, 26],
      "copilot_chat_session_lookup_auto.jsonl": [0, 0, 0, 0],
      "copilot_chat_session_lookup_details_only.jsonl": [0, 0, 0, 0],
      "copilot_chat_session_lookup_non_auto.jsonl": [0, 0, 0, 0],
      "copilot_chat_session_lookup_selected_model.jsonl": [0, 0, 0, 0],
      "sample-session-1.json": [2, 2, 101, 1_129],
      "sample-session-2.json": [3, 3, 145, 2_914],
      "sample-session-3.json": [1, 1, 80, 2_062],
    });
  });

  it("hold fifteen answers, as two files are the same session in two formats", () => {
    const ledger = new Map<string, CallRecord>();
    for (const [name, { calls, skipped }] of readChats()) {
      assert.deepEqual(skipped, {}, name);
      for (const call of calls) {
        assert.partialDeepStrictEqual(call, { quality: "estimate", countedHere: true });
        const key = `${call.family} ${call.member}`;
        const known = ledger.get(key);
        ledger.set(key, known === undefined ? call : mergeCalls(known, call));
      }
    }
    const { freshInput, cacheRead, output } = sumTokens([...ledger.values()]);
    assert.deepEqual([ledger.size, freshInput, cacheRead, output], [15, 30_526, 0, 16_064]);
  });

  it("name models, versions and times", () => {
    const chats = readChats();
    const simple = chats.get("copilot_session_simple.jsonl");
    assert.deepEqual(new Set(simple?.calls.map((call) => call.model)), new Set(["copilot/claude-sonnet-4"]));
    assert.equal(simple?.calls[0]?.atMs, 1_759_845_073_835);
    assert.equal(simple.sessions[0]?.toolVersion, "0.31.5");
    assert.equal(chats.get("sample-session-3.json")?.calls[0]?.model, "o1-2024-12-17");
    assert.equal(chats.get("copilot.json")?.calls[0]?.model, "generic-copilot/litellm/anthropic/claude-haiku-4.5");
  });
});

describe("the shared traces of Copilot in Visual Studio", () => {
  before(function () {
    if (!existsSync(SHARED)) this.skip();
  });

  it("tell five messages of two conversations, and hold no span of a call", () => {
    const format = formatOf(copilotChat, "visual-studio", "lines");
    const files = filesBelow("vs-copilot-otel");
    const turns = new Set<string>();
    const sessions = new Set<string>();
    for (const path of files) {
      assert.equal(copilotChat.formats.find((each) => each.isLog(path))?.id, "visual-studio");
      const bytes = readFileSync(path);
      assertSplitAnywhere(format, bytes);
      const log = readLines(format, bytes);
      assert.deepEqual([log.calls, log.skipped], [[], {}]);
      for (const turn of log.turns) turns.add(turn.id);
      for (const { sessionId, toolVersion } of log.sessions) sessions.add(`${sessionId} ${toolVersion}`);
    }
    assert.deepEqual([files.length, turns.size, sessions.size], [4, 5, 2]);
  });
});
