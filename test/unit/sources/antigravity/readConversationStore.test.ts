import assert from "node:assert/strict";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import { readGeneration } from "../../../../src/sources/antigravity/generation.ts";
import type { ParserState } from "../../../../src/sources/source.ts";
import { OpenStore } from "../../../../src/worker/ingest/openStore.ts";
import { lengthCounter } from "../../../support/lengthCounter.ts";
import { assertSurvivesDamage, logFile, readStore, type ReadLog } from "../../../support/readFormat.ts";
import { ConversationFile, encode, FORMAT, generation, PLACE, START_S, usage, userStep } from "./conversations.ts";

const TOKENS = { ...NO_TOKENS, freshInput: 1_200, cacheRead: 8_000, output: 300, reasoning: 100 };

function read(file: ConversationFile, state?: ParserState): ReadLog {
  return readStore(FORMAT, file.path, state, PLACE);
}

function families(calls: readonly CallRecord[]): readonly string[] {
  return calls.map((call) => call.family);
}

describe("a conversation of Antigravity", () => {
  let file: ConversationFile;

  beforeEach(() => {
    file = new ConversationFile();
  });

  afterEach(() => {
    file.remove();
  });

  it("gives a call for each generation, with thinking inside the output", () => {
    file.describe({ 1: { 1: "file:///home/ann/my%20shop", 4: "main" }, 2: { 1: START_S - 60 } });
    file.put(0, generation(usage("r1")));
    file.put(1, generation(usage("r2", { 4: 50 }), 30, "claude-sonnet-4-6"));
    const { calls, sessions, skipped } = read(file);
    assert.deepEqual(calls[0], {
      ...calls[0],
      family: "r1",
      member: "",
      atMs: START_S * 1_000 + 500,
      model: "gemini-3-flash-a",
      tokens: TOKENS,
      quality: "exact-call",
      sessionId: "c1",
      agentId: undefined,
      ownerMs: (START_S - 60) * 1_000,
      cwd: "/home/ann/my shop",
      branch: "main",
    });
    assert.deepEqual(calls[1]?.tokens, { ...TOKENS, cacheWrite5m: 50 });
    assert.deepEqual([sessions, skipped], [[], {}]);
  });

  it("believes output alone, but no parts that do not add up to it", () => {
    file.put(0, generation({ 2: 10, 3: 7, 11: "r1" }));
    file.put(1, generation({ 2: 10, 3: 7, 10: 7, 11: "r2" }));
    file.put(2, generation({ 2: 10, 3: 7, 9: 3, 10: 3, 11: "r3" }));
    const { calls, skipped } = read(file);
    assert.deepEqual(
      calls.map(({ tokens }) => [tokens.output, tokens.reasoning]),
      [
        [7, 0],
        [7, 0],
      ],
    );
    assert.deepEqual(skipped, { "unknown-format": 1 });
  });

  it("skips what it cannot read, with the reason, and only when it first comes", () => {
    file.put(0, Buffer.from([0x0a, 0xff]));
    file.put(1, encode({ 4: "no chat model" }));
    file.put(2, encode({ 1: { 4: 7 } }));
    file.put(3, generation(usage("r1", { 2: 2n ** 60n })));
    file.put(4, encode({ 1: { 4: usage("r2"), 19: "gemini" } }));
    file.put(5, generation(undefined));
    file.put(6, generation({ 1: 1_035 }));
    file.put(7, null);
    const first = read(file);
    assert.deepEqual(first.calls, []);
    assert.deepEqual(first.skipped, { malformed: 1, "unknown-format": 1, "wrong-type": 2, "no-time": 1 });
    assert.deepEqual(read(file, first.state).skipped, {});
  });

  it("survives damage of a row", () => {
    const conversation = {
      id: "c1",
      parentId: undefined,
      isSubagent: false,
      startMs: 0,
      cwd: undefined,
      branch: undefined,
    };
    assertSurvivesDamage(
      (bytes) => {
        const outcome = readGeneration(bytes, 0, conversation);
        return { records: typeof outcome === "object" ? [outcome] : [], skipped: {} };
      },
      generation(usage("r1")),
    );
  });

  it("gives step by step, while its owner writes, what it gives in one go", () => {
    const seen: CallRecord[] = [];
    let state: ParserState = {};
    for (let index = 0; index < 130; index += 1) {
      file.put(index, generation(usage(`r${index}`), index));
      if (index % 13 === 0 || index === 129) {
        const piece = read(file, state);
        ({ state } = piece);
        seen.push(...piece.calls);
      }
    }
    const whole = read(file);
    assert.equal(whole.calls.length, 130);
    assert.deepEqual(new Set(families(seen)), new Set(families(whole.calls)));
    assert.deepEqual(state, whole.state);
    const again = read(file, state);
    assert.deepEqual(families(again.calls), ["r125", "r126", "r127", "r128", "r129"]);
    assert.deepEqual(again.state, state);
    file.database.close();
    assert.deepEqual(read(file), whole);
  });

  it("is not remembered whole with each of its pieces", () => {
    for (let index = 0; index < 1_000; index += 1) file.put(index, generation(usage(`r${index}`), index));
    const store = new OpenStore(file.path);
    const pieces = [...FORMAT.read(store, {}, logFile(PLACE), { counter: lengthCounter })];
    store.close();
    assert.ok(pieces.length > 10);
    const sizes = pieces.map(({ state }) => JSON.stringify(state).length);
    const last = sizes.at(-1) ?? 0;
    assert.ok(last > 1_000 && sizes.reduce((sum, size) => sum + size, 0) < 2 * last);
  });

  it("reads a row again that was unfinished, and rows whose keys are used anew", () => {
    for (let index = 0; index < 20; index += 1) file.put(index, generation(usage(`r${index}`)));
    file.put(3, null);
    let { state } = read(file);
    file.put(3, generation(usage("r3")));
    const finished = read(file, state);
    assert.ok(families(finished.calls).includes("r3"));
    ({ state } = finished);
    file.database.exec("DELETE FROM gen_metadata WHERE idx >= 4");
    ({ state } = read(file, state));
    for (let index = 4; index < 20; index += 1) file.put(index, generation(usage(`s${index}`)));
    const anew = families(read(file, state).calls);
    for (let index = 4; index < 20; index += 1) assert.ok(anew.includes(`s${index}`), `s${index}`);
  });

  it("knows a call without an id by its place in the conversation", () => {
    file.put(4, generation({ 2: 10, 3: 1, 10: 1 }));
    assert.deepEqual(families(read(file).calls), ["c1/4"]);
  });

  it("has a person's messages as turns, and nothing else", () => {
    file.putStep(0, 14, userStep(1));
    file.putStep(1, 15, userStep(2));
    file.putStep(2, 14, userStep(3, ""));
    file.putStep(3, 14, null);
    file.putStep(4, 14, encode({ 3: 2 }));
    const { turns } = read(file);
    assert.deepEqual(
      turns.map(({ id, sessionId, atMs }) => [id, sessionId, atMs]),
      [
        ["t1/0", "c1", (START_S + 1) * 1_000],
        ["c1/2", "c1", (START_S + 3) * 1_000],
      ],
    );
  });

  it("ties a sub-agent to its parent, and takes none of its messages as a person's", () => {
    file.describe({ 5: "c0", 7: "file:///c:/shop" });
    file.put(0, generation(usage("r1")));
    file.putStep(0, 14, userStep(1));
    const { calls, turns, sessions } = read(file);
    assert.deepEqual(sessions, [{ kind: "session", sessionId: "c1", parentId: "c0", toolVersion: undefined }]);
    assert.deepEqual([calls[0]?.agentId, calls[0]?.cwd, turns], ["c1", "C:\\shop", []]);
  });

  it("knows no folder of a place that is none here", () => {
    file.put(0, generation(usage("r1")));
    for (const uri of ["vscode-remote://ssh/home/ann", "file:///home/%ann"]) {
      file.describe({ 1: { 1: uri } });
      assert.equal(read(file).calls[0]?.cwd, undefined, uri);
    }
  });

  it("says once that a database is of another version, and nothing of an empty one", () => {
    file.database.exec("DROP TABLE gen_metadata");
    const { skipped, state } = read(file);
    assert.deepEqual(skipped, { "unknown-format": 1 });
    assert.deepEqual(read(file, state).skipped, {});
    file.database.exec("DROP TABLE steps");
    assert.deepEqual(read(file).skipped, {});
  });
});
