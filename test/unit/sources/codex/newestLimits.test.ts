import assert from "node:assert/strict";

import type { LimitRecord } from "../../../../src/core/usageRecord.ts";
import { startState } from "../../../../src/sources/codex/codexState.ts";
import { codexParser } from "../../../../src/sources/codex/parse.ts";

const START = startState({ relativePath: "rollout.jsonl" });
const NOON_MS = Date.UTC(2026, 10, 22, 12);

/** A line as Codex writes it, so many seconds after noon. */
function line(seconds: number, limits: unknown, type = "token_count"): string {
  const timestamp = new Date(NOON_MS + seconds * 1000).toISOString();
  return JSON.stringify({ timestamp, type: "event_msg", payload: { type, info: null, rate_limits: limits } });
}

function window(usedPercent: number, changes: object = {}): object {
  return { used_percent: usedPercent, window_minutes: 300, resets_at: NOON_MS / 1000 + 3600, ...changes };
}

/** Limits in the records of these lines. */
function read(...lines: readonly string[]): readonly LimitRecord[] {
  const { records } = codexParser.parse(START, Buffer.from(`${lines.join("\n")}\n`));
  return records.filter((record) => record.kind === "limit");
}

describe("NewestLimits", () => {
  it("reads both windows of the newest count, whatever the order of lines", () => {
    const old = line(0, { limit_id: "codex", primary: window(9), secondary: window(1, { window_minutes: 10_080 }) });
    const late = line(60, { limit_id: "codex", primary: window(12.5), secondary: null });
    const expected = {
      kind: "limit",
      window: "codex primary",
      atMs: NOON_MS + 60_000,
      usedPercent: 12.5,
      windowMinutes: 300,
      resetsMs: NOON_MS + 3_600_000,
    };
    assert.deepEqual(read(old, late), [expected]);
    assert.deepEqual(read(late, old), [expected]);
    assert.deepEqual(
      read(old).map(({ window: name, windowMinutes }) => [name, windowMinutes]),
      [
        ["codex primary", 300],
        ["codex secondary", 10_080],
      ],
    );
  });

  it("reads them from counts of calls as from others, and from the newest where the limits stayed as they were", () => {
    const usage = {
      input_tokens: 12,
      cached_input_tokens: 6,
      output_tokens: 5,
      reasoning_output_tokens: 0,
      total_tokens: 17,
    };
    const info = { total_token_usage: usage, last_token_usage: usage, model_context_window: 272_000 };
    const lines = [0, 5, 60].map((seconds) =>
      line(seconds, { limit_id: "codex", primary: window(5) }).replace('"info":null', `"info":${JSON.stringify(info)}`),
    );
    const other = line(3, { limit_id: "other", primary: window(7) });
    for (const ending of ["", " "]) {
      assert.deepEqual(
        read(...[...lines, other].map((each) => each + ending)).map(({ window: name, atMs }) => [name, atMs - NOON_MS]),
        [
          ["codex primary", 60_000],
          ["other primary", 3000],
        ],
      );
    }
  });

  it("keeps limits of different ids apart", () => {
    const lines = ["codex", "codex_other"].map((id, index) => line(index, { limit_id: id, primary: window(index) }));
    assert.deepEqual(
      read(...lines).map(({ window: name }) => name),
      ["codex primary", "codex_other primary"],
    );
  });

  it("works out when a window of an older version ends", () => {
    const limits = { primary: { used_percent: 3, window_minutes: 299, resets_in_seconds: 90 } };
    assert.deepEqual(
      read(line(0, limits)).map(({ window: name, resetsMs }) => [name, resetsMs]),
      [[" primary", NOON_MS + 90_000]],
    );
  });

  it("believes no reset beyond what a window can be", () => {
    for (const resets of [0, 9e12, -5, "soon"]) {
      const [limit] = read(line(0, { primary: window(5, { resets_at: resets }) }));
      assert.equal(limit?.resetsMs, undefined);
      assert.equal(limit?.usedPercent, 5);
    }
  });

  it("passes over what is no count, is quoted, is torn, or makes no sense", () => {
    const quoted = JSON.stringify({ timestamp: "2026-11-22T12:00:00.000Z", text: line(0, { primary: window(5) }) });
    const lines = [
      line(0, { primary: window(5) }, "agent_message"),
      quoted,
      line(0, { primary: window(5) }).slice(0, -9),
      line(0, { primary: { used_percent: -1, window_minutes: 300 } }),
      line(0, { primary: { used_percent: 5, window_minutes: 0 } }),
      line(0, { primary: { used_percent: "5", window_minutes: 300 } }),
      line(0, { primary: [] }),
      line(0, null),
      '"rate_limits":{',
    ];
    for (const one of lines) assert.deepEqual(read(one), [], one);
  });
});
