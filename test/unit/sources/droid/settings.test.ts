import assert from "node:assert/strict";
import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import { droid } from "../../../../src/sources/droid/source.ts";
import { assertSurvivesDamage, formatOf, jsonLines, readDocument, sumTokens } from "../../../support/readFormat.ts";

const SETTINGS = formatOf(droid, "settings", "document");
const PLACE = { relativePath: "-home-ann-shop/s-1.settings.json" };
const USAGE = {
  inputTokens: 5000,
  outputTokens: 9000,
  cacheCreationTokens: 40_000,
  cacheReadTokens: 900_000,
  thinkingTokens: 1200,
  factoryCredits: 77,
};
const LOCKED = "2026-01-10T10:00:00.000Z";
const TRANSCRIPT = jsonLines(
  { type: "session_start", id: "s-1", version: 2, cwd: "/home/ann/shop" },
  "{torn",
  { type: "message", id: "m-1", timestamp: "2026-01-10T09:59:00.000Z", message: { role: "user", content: [] } },
  { type: "message", id: "m-2", timestamp: "2026-01-12T09:00:00.000Z", message: { role: "assistant", content: [] } },
).toString();

function settings(more: object = {}): object {
  return { model: "claude-opus-4-5-20251101", providerLockTimestamp: LOCKED, tokenUsage: USAGE, ...more };
}

const read = (document: object, neighbours: Readonly<Record<string, string>> = { "s-1.jsonl": TRANSCRIPT }) =>
  readDocument(SETTINGS, document, { ...PLACE, neighbours });

describe("Droid's settings of a session", () => {
  it("tell its total, dated by the first message of its transcript", () => {
    const { calls, skipped } = read(settings());
    assert.deepEqual(skipped, {});
    const [call] = calls;
    assert.deepEqual(
      [call?.family, call?.quality, call?.atMs, call?.model, call?.cwd, call?.sessionId, call?.agentId],
      [
        "session/s-1",
        "session-total",
        Date.UTC(2026, 0, 10, 9, 59),
        "claude-opus-4-5-20251101",
        "/home/ann/shop",
        "s-1",
        undefined,
      ],
    );
    const { freshInput, cacheRead, cacheWrite5m, output, reasoning } = sumTokens(calls);
    assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output, reasoning], [5000, 900_000, 40_000, 10_200, 1200]);
    assert.equal(call?.reportedNanos, undefined);
  });

  it("are dated by the provider's lock where there is no transcript", () => {
    assert.equal(read(settings(), {}).calls[0]?.atMs, Date.parse(LOCKED));
    assert.equal(read(settings({ providerLockTimestamp: 1_768_000_000_000 }), {}).calls[0]?.atMs, 1_768_000_000_000);
    assert.deepEqual(read(settings({ providerLockTimestamp: "?" }), {}).skipped, { "no-time": 1 });
  });

  it("tell the model a router has chosen", () => {
    assert.equal(read(settings({ effectiveFactoryRouterModel: { modelId: "gpt-5.4" } })).calls[0]?.model, "gpt-5.4");
    assert.equal(read(settings({ model: null })).calls[0]?.model, "");
  });

  it("tell a total with sub-agents in it only where there are none", () => {
    const inclusive = { inclusiveTokenUsage: { inputTokens: 70, outputTokens: 7 } };
    const inputOf = (more: object) => read(settings(more)).calls[0]?.tokens.freshInput;
    assert.equal(inputOf(inclusive), 5000);
    assert.equal(inputOf({ ...inclusive, tokenUsage: undefined }), 70);
    assert.equal(inputOf({ ...inclusive, tokenUsage: undefined, childInclusiveTokenUsageBySessionId: {} }), 70);
    assert.equal(
      inputOf({ ...inclusive, tokenUsage: undefined, childInclusiveTokenUsageBySessionId: { c: {} } }),
      undefined,
    );
  });

  it("tell the session that started a sub-agent", () => {
    const parent = { kind: "session", sessionId: "s-1", parentId: "s-0", toolVersion: undefined };
    const tagged = read(settings({ tags: [{ name: "x" }, 5, { name: "sub", metadata: { callingSessionId: "s-0" } }] }));
    assert.deepEqual(tagged.sessions, [parent]);
    assert.equal(tagged.calls[0]?.agentId, "s-1");
    const start = jsonLines({ type: "session_start", id: "s-1", callingSessionId: "s-0" }).toString();
    assert.deepEqual(read(settings(), { "s-1.jsonl": start }).sessions, [parent]);
  });

  it("hold no call without usage", () => {
    assert.deepEqual(read({ model: "m" }).records, []);
    assert.deepEqual(read(settings({ tokenUsage: { inputTokens: 0, outputTokens: 0 } })).records, []);
    assert.deepEqual(read(settings({ tokenUsage: {} })).skipped, {});
  });

  it("skip what is broken, with the reason", () => {
    assert.deepEqual(read(settings({ tokenUsage: { inputTokens: "5" } })).skipped, { "wrong-type": 1 });
    assert.deepEqual(read(settings({ tokenUsage: 5 })).skipped, { "wrong-type": 1 });
    assert.deepEqual(readDocument(SETTINGS, "", PLACE).skipped, { malformed: 1 });
    assert.deepEqual(readDocument(SETTINGS, "[]", PLACE).skipped, { malformed: 1 });
  });

  it("survive damage", () => {
    const bytes = Buffer.from(JSON.stringify(settings()));
    assertSurvivesDamage(
      (damaged) => readDocument(SETTINGS, damaged, { ...PLACE, neighbours: { "s-1.jsonl": TRANSCRIPT } }),
      bytes,
    );
  });

  it("give the last total, whichever of the earlier ones were seen and in whatever order", () => {
    const grown = [1, 2, 3].map((factor) =>
      settings({ tokenUsage: { inputTokens: 10 * factor, outputTokens: 5 * factor, cacheReadTokens: 100 * factor } }),
    );
    const longer = `${TRANSCRIPT}{"type":"message","id":"m-9","timestamp":"2026-01-20T09:00:00Z","message":{"role":"user","content":[]}}\n`;
    const last = read(grown[2] ?? {}, { "s-1.jsonl": longer }).calls[0];
    const seen = [grown[0], grown[2], grown[1]].flatMap((each) => read(each ?? {}).calls);
    const merged = seen.reduce((a, b) => mergeCalls(a, b));
    assert.deepEqual([merged.tokens, merged.atMs, merged.model], [last?.tokens, last?.atMs, last?.model]);
  });
});
