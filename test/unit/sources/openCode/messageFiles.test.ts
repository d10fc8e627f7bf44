import assert from "node:assert/strict";
import { openCode } from "../../../../src/sources/openCode/source.ts";
import { assertSurvivesDamage, formatOf, readDocument, readStore, type ReadLog } from "../../../support/readFormat.ts";
import { answer, OpenCodeStore, T0, written } from "./openCodeStore.ts";

const FILES = formatOf(openCode, "message-files", "document");

const MESSAGE = { id: "msg_1", sessionID: "ses_1" };

function read(message: object, neighbours: Readonly<Record<string, object>> = {}): ReadLog {
  const texts = Object.entries(neighbours).map(([path, content]) => [path, JSON.stringify(content)]);
  return readDocument(FILES, message, { neighbours: Object.fromEntries(texts) as Record<string, string> });
}

describe("an OpenCode message in a file of its own", () => {
  it("is a call once it is completed", () => {
    const message = { ...MESSAGE, ...answer({ input: 10, output: 20, read: 300, write: 40 }) };
    const [call] = read(message).calls;
    assert.deepEqual(
      [call?.atMs, call?.sessionId, call?.cwd, call?.tokens.freshInput, call?.tokens.output],
      [T0, "ses_1", "/home/ann/shop", 10, 20],
    );
    assert.deepEqual(read({ ...message, time: { created: T0 } }).records, []);
  });

  it("is the same call as in the database it was brought into", () => {
    const data = answer({ input: 10, output: 20, reasoning: 3 });
    const store = new OpenCodeStore("old");
    store.message("msg_1", "ses_1", data);
    const stored = readStore(formatOf(openCode, "database", "store"), store.path);
    store.dispose();
    assert.deepEqual(stored.calls, read({ ...MESSAGE, ...data }).calls);
  });

  it("of several steps counts all of them", () => {
    const parts = {
      "../../part/msg_1/prt_1.json": { type: "step-finish", tokens: written({ output: 10 }), cost: 0 },
      "../../part/msg_1/prt_2.json": { type: "text", text: "" },
      "../../part/msg_1/prt_3.json": { type: "step-finish", tokens: written({ output: 30 }), cost: 0 },
    };
    const message = { ...MESSAGE, ...answer({ output: 30 }, { finish: undefined }) };
    assert.equal(read(message, parts).calls[0]?.tokens.output, 40);
    assert.equal(read({ ...message, finish: "stop" }, parts).calls[0]?.tokens.output, 30);
  });

  it("knows its session by the file of it, below whichever project", () => {
    const session = {
      id: "ses_1",
      parentID: "ses_0",
      version: "1.0.107",
      directory: "/home/ann",
      time: { created: 5 },
    };
    const { calls, sessions } = read(
      { ...MESSAGE, ...answer({ output: 1 }) },
      { "../../session/other/ses_9.json": {}, "../../session/project/ses_1.json": session },
    );
    assert.deepEqual(sessions, [{ kind: "session", sessionId: "ses_1", parentId: "ses_0", toolVersion: "1.0.107" }]);
    assert.deepEqual([calls[0]?.ownerMs, calls[0]?.agentId], [5, "ses_1"]);
  });

  it("is a turn where something in it was typed", () => {
    const message = { ...MESSAGE, role: "user", time: { created: T0 } };
    const turns = (part: object): number => read(message, { "../../part/msg_1/prt_1.json": part }).turns.length;
    assert.equal(turns({ type: "text", text: "hello" }), 1);
    assert.equal(turns({ type: "text", text: "hello", synthetic: true }), 0);
    assert.equal(turns({ type: "compaction" }), 0);
    assert.equal(read(message).turns.length, 0);
  });

  it("does not lead out of its folder", () => {
    const message = { id: "../secret", sessionID: "../ses", role: "user", time: { created: T0 } };
    const neighbours = { "../../part/../secret/prt_1.json": { type: "text", text: "hello" } };
    assert.deepEqual(read(message, neighbours).records, []);
  });

  it("is skipped where it is none", () => {
    assert.deepEqual(readDocument(FILES, "{torn").skipped, { malformed: 1 });
    assert.deepEqual(readDocument(FILES, "[]").skipped, { malformed: 1 });
    assert.deepEqual(read({ role: "assistant" }).skipped, { "wrong-type": 1 });
    assert.deepEqual(read({ ...MESSAGE, role: "tool" }).skipped, {});
    assert.deepEqual(read({ ...MESSAGE, ...answer({}, { tokens: 7 }) }).skipped, { "wrong-type": 1 });
  });

  it("survives damage", () => {
    const bytes = Buffer.from(JSON.stringify({ ...MESSAGE, ...answer({ input: 10, output: 20 }) }));
    assertSurvivesDamage((damaged) => readDocument(FILES, damaged), bytes);
  });
});
