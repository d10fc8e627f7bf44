import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  jsonLines,
  readLines,
  sumTokens,
} from "../../../support/readFormat.ts";
import { COUNTS, HEADING, LOG, prompt, reply } from "./chats.ts";

const MAIN = { relativePath: "shop/chats/session-2026-05-03T15-00-s1.jsonl" };
const ONE_CALL = { ...NO_TOKENS, freshInput: 600, cacheRead: 400, output: 160, reasoning: 60 };

describe("a Gemini CLI session log", () => {
  it("gives one call for a message that is written three times", () => {
    const tools = { ...reply("m1"), toolCalls: [{ name: "read_file" }] };
    const { calls } = readLines(LOG, jsonLines(HEADING, prompt("u1"), reply("m1", null), reply("m1"), tools), MAIN);
    assert.deepEqual(
      calls.map(({ family, sessionId, model }) => [family, sessionId, model]),
      [["s1/m1", "s1", "gemini-3-pro"]],
    );
    assert.deepEqual(sumTokens(calls), ONE_CALL);
  });

  it("reads the messages of a checkpoint, and each of them once", () => {
    const checkpoint = { $set: { messages: [prompt("u1"), reply("m1"), reply("m2")], lastUpdated: "now" } };
    const patch = { $patch: { messages: [reply("m2"), reply("m3")] } };
    const { calls, turns } = readLines(LOG, jsonLines(HEADING, prompt("u1"), reply("m1"), checkpoint, patch), MAIN);
    assert.deepEqual(
      calls.map((call) => call.family),
      ["s1/m1", "s1/m2", "s1/m3"],
    );
    assert.deepEqual(new Set(turns.map((turn) => turn.id)), new Set(["u1"]));
  });

  it("takes back no call when the conversation goes back", () => {
    const { calls } = readLines(LOG, jsonLines(HEADING, reply("m1"), { $rewindTo: "m1" }, reply("m2")), MAIN);
    assert.equal(calls.length, 2);
  });

  it("knows the session by its heading, by a change of it and else by the file's name", () => {
    const session = (...lines: readonly object[]): string | undefined =>
      readLines(LOG, jsonLines(...lines, reply("m1")), MAIN).calls[0]?.sessionId;
    assert.equal(session(HEADING), "s1");
    assert.equal(session({ $set: { sessionId: "s2" } }), "s2");
    assert.equal(session(), "session-2026-05-03T15-00-s1");
  });

  it("ties a sub-agent to the session whose folder it lies in", () => {
    const place = { relativePath: "shop/chats/s1/a7.jsonl" };
    const heading = { ...HEADING, sessionId: "a7", kind: "subagent" };
    const { calls, turns, sessions } = readLines(LOG, jsonLines(heading, prompt("u1"), reply("m1")), place);
    assert.deepEqual(sessions, [{ kind: "session", sessionId: "a7", parentId: "s1", toolVersion: undefined }]);
    assert.deepEqual(
      calls.map(({ sessionId, agentId }) => [sessionId, agentId]),
      [["a7", "a7"]],
    );
    assert.deepEqual(turns, []);
  });

  it("counts as turns what a person typed and nothing else", () => {
    const typed = [
      prompt("u1"),
      prompt("u2", [{ text: "And " }, { text: "this." }]),
      prompt("u3", [{ inlineData: {} }]),
    ];
    const automatic = [
      prompt("a1", "System: Please continue."),
      prompt("a2", [{ text: "<session_context>\nToday" }]),
      prompt("a3", [{ functionResponse: { name: "read_file" } }]),
      prompt("a4", ""),
      prompt("a5", [{ text: "<state_snapshot>…" }]),
      { ...prompt("a6"), type: "info" },
    ];
    const { turns } = readLines(LOG, jsonLines(HEADING, ...typed, ...automatic), MAIN);
    assert.deepEqual(
      turns.map((turn) => turn.id),
      ["u1", "u2", "u3"],
    );
  });

  it("tells the project's folder by the marker, else by the registry's name or hash", () => {
    const cwd = (relativePath: string, neighbours: Record<string, string>): string | undefined =>
      readLines(LOG, jsonLines(HEADING, reply("m1")), { relativePath, neighbours }).calls[0]?.cwd;
    const registry = JSON.stringify({ projects: { "/home/ann/site": "site", "/home/ann/shop": "shop" } });
    assert.equal(cwd("shop/chats/x.jsonl", { "../.project_root": "/home/ann/shop\n" }), "/home/ann/shop");
    assert.equal(cwd("shop/chats/s1/x.jsonl", { "../../.project_root": "/home/ann/shop" }), "/home/ann/shop");
    assert.equal(cwd("shop/chats/x.jsonl", { "../../../projects.json": registry }), "/home/ann/shop");
    const sha256 = "6fec8fd004f623f29e985a3f919feb7c4e164cdd34c63dd17b730838c93a7726";
    assert.equal(cwd(`${sha256}/chats/x.jsonl`, { "../../../projects.json": registry }), "/home/ann/shop");
    assert.equal(cwd("other/chats/x.jsonl", { "../../../projects.json": registry }), undefined);
    assert.equal(cwd("shop/chats/x.jsonl", { "../../../projects.json": "{" }), undefined);
  });

  it("skips what it cannot read, with the reason, and reads on", () => {
    const { calls, skipped } = readLines(
      LOG,
      jsonLines(
        HEADING,
        "{torn",
        reply("m1", { ...COUNTS, input: "many" }),
        { ...reply("m2"), timestamp: undefined },
        reply("m3", { input: 0, output: 0, cached: 0, total: 0 }),
        reply("m4"),
      ),
      MAIN,
    );
    assert.deepEqual(
      calls.map((call) => call.family),
      ["s1/m4"],
    );
    assert.deepEqual(skipped, { malformed: 1, "wrong-type": 1, "no-time": 1 });
  });

  it("gives the same wherever it is cut, and survives damage", () => {
    const log = jsonLines(
      HEADING,
      prompt("u1"),
      reply("m1", null),
      reply("m1"),
      { $set: { sessionId: "s2", messages: [reply("m1")] } },
      "{torn",
      { $rewindTo: "m1" },
      reply("m2"),
    );
    assertSplitAnywhere(LOG, log, MAIN);
    assertSurvivesDamage((bytes) => readLines(LOG, bytes, MAIN), log);
  });
});
