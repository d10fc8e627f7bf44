import assert from "node:assert/strict";
import {
  BadHome,
  CALL_TOKENS,
  claudeCall,
  claudeLine,
  codexLog,
  HEALTHY_CALLS,
  HEALTHY_TOKENS,
} from "../../../support/badHome.ts";
import { readOnce, type Reading } from "../../../support/badHomeReading.ts";

const NESTED_LEVELS = 100_000;

/** The same bytes on every run, among them newlines, quotes and bytes that are no UTF-8. */
function garbage(length: number): Buffer {
  let state = 0x2545f491;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
}

describe("content of logs that is not as it should be", () => {
  let bad: BadHome;

  beforeEach(() => {
    bad = new BadHome();
  });

  afterEach(() => bad.dispose());

  function assertCounted(reading: Reading, more: { readonly calls: number; readonly tokens: number }): void {
    assert.equal(reading.calls, HEALTHY_CALLS + more.calls);
    assert.equal(reading.tokens, HEALTHY_TOKENS + more.tokens);
    assert.deepEqual(reading.problems, []);
  }

  const NOTHING = { calls: 0, tokens: 0 };
  const ONE_CALL = { calls: 1, tokens: CALL_TOKENS };

  it("counts what surrounds binary garbage and tells of the lines in it that looked like usage", async () => {
    const noise = [garbage(200_000), Buffer.from('\n"usage"\0\n')];
    bad.writeClaude("noise.jsonl", Buffer.concat([...noise, Buffer.from(claudeCall("after-noise"))]));
    bad.writeCodex("noise.jsonl", garbage(200_000));
    const reading = await readOnce(bad.options);
    assertCounted(reading, ONE_CALL);
    assert.ok((reading.skipped["claudeCode"]?.["malformed"] ?? 0) > 0);
    assert.ok((reading.skipped["codex"]?.["malformed"] ?? 0) > 0);
  });

  it("survives values nested a hundred thousand levels deep", async () => {
    const deep = `${"[".repeat(NESTED_LEVELS)}${"]".repeat(NESTED_LEVELS)}`;
    const deepObjects = `${'{"a":'.repeat(NESTED_LEVELS)}1${"}".repeat(NESTED_LEVELS)}`;
    const unclosed = '{"usage":'.repeat(NESTED_LEVELS);
    const atSideOfUsage = claudeLine("deep").replace('"content":[]', `"content":${deep}`);
    const withoutAnyId = claudeLine("no-id", {
      message: { id: undefined },
      line: { uuid: undefined, requestId: undefined },
    });
    bad.writeClaude(
      "deep.jsonl",
      [
        deep,
        deepObjects,
        unclosed,
        atSideOfUsage,
        claudeLine("in-usage").replace('"input_tokens":100', `"input_tokens":${deep}`),
        withoutAnyId.replace('"content":[]', `"content":${deep}`),
        claudeCall("after-deep"),
      ].join("\n"),
    );
    const codex = codexLog("deep-thread", [{ input_tokens: 0, output_tokens: 7 }, { input_tokens: "deep" }]);
    bad.writeCodex("deep.jsonl", `${deep}\n${deepObjects}\n${codex.replace('"deep"', deepObjects)}`);
    const reading = await readOnce(bad.options);
    assertCounted(reading, { calls: 3, tokens: 2 * CALL_TOKENS + 7 });
    assert.deepEqual(reading.skipped["claudeCode"], { malformed: 2, "wrong-type": 1 });
    assert.deepEqual(reading.skipped["codex"], { malformed: 1, "wrong-type": 1 });
  });

  for (const [name, value] of [
    ["text", "100"],
    ["a fraction", 1.5],
    ["an array", [100]],
    ["an object", { tokens: 100 }],
    ["a boolean", true],
  ] as const) {
    it(`skips a record with ${name} for a count and says so`, async () => {
      bad.writeClaude(
        "types.jsonl",
        claudeCall("odd", { usage: { input_tokens: value, output_tokens: 5 } }) + claudeCall("even"),
      );
      bad.writeCodex(
        "types.jsonl",
        codexLog("types-thread", [{ input_tokens: value, output_tokens: 5 }, { output_tokens: 7 }]),
      );
      const reading = await readOnce(bad.options);
      assertCounted(reading, { calls: 2, tokens: CALL_TOKENS + 7 });
      assert.deepEqual(reading.skipped["claudeCode"], { "wrong-type": 1 });
      assert.deepEqual(reading.skipped["codex"], { "wrong-type": 1 });
    });
  }

  it("takes null for a count as none", async () => {
    bad.writeClaude("null.jsonl", claudeCall("null", { usage: { input_tokens: null, output_tokens: 5 } }));
    bad.writeCodex("null.jsonl", codexLog("null-thread", [{ input_tokens: null, output_tokens: 7 }]));
    assertCounted(await readOnce(bad.options), { calls: 2, tokens: 12 });
  });

  it("skips a number too large to be one and says so", async () => {
    const infinite = claudeCall("infinite").replace('"input_tokens":100', '"input_tokens":1e999');
    bad.writeClaude("infinite.jsonl", infinite);
    const reading = await readOnce(bad.options);
    assertCounted(reading, NOTHING);
    assert.deepEqual(reading.skipped["claudeCode"], { "wrong-type": 1 });
  });

  it("skips records whose other fields have a wrong type only where it cannot do without them", async () => {
    bad.writeClaude(
      "fields.jsonl",
      [
        claudeCall("usage-is-text", { usage: "many" }),
        claudeCall("usage-is-list", { usage: [1, 2] }),
        claudeCall("time-is-number", { at: 1_700_000_000 }),
        claudeCall("time-is-words", { at: "yesterday" }),
        claudeCall("model-is-number", { message: { model: 7 } }),
        claudeCall("place-is-list", { line: { cwd: ["/"], sessionId: {}, gitBranch: 1, agentId: [], version: {} } }),
        `null\n[]\n"usage"\n7\n{"message":null,"usage":1}\n{"type":"assistant","message":[{"usage":{}}]}\n`,
      ].join(""),
    );
    bad.writeCodex(
      "fields.jsonl",
      [
        { timestamp: 5, type: "token_usage_record", payload: { usage: { output_tokens: 5 } } },
        { timestamp: "2026-01-01T00:00:00Z", type: "token_usage_record", payload: [] },
        { timestamp: "2026-01-01T00:00:00Z", type: "event_msg", payload: { type: "token_count", info: "full" } },
        { timestamp: [], type: ["session_meta"], payload: { id: {}, cwd: 5, source: [] } },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(""),
    );
    const reading = await readOnce(bad.options);
    assertCounted(reading, { calls: 2, tokens: 2 * CALL_TOKENS });
    assert.deepEqual(reading.skipped["claudeCode"], { "wrong-type": 2, "no-time": 2, malformed: 1 });
    assert.deepEqual(reading.skipped["codex"], { "no-time": 1, "wrong-type": 2 });
  });
});
