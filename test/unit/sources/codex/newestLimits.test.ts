import assert from "node:assert/strict";

import { newestLimits } from "../../../../src/sources/codex/newestLimits.ts";

const NOON_MS = Date.UTC(2026, 10, 22, 12);

/** A line as Codex writes it, so many seconds after noon. */
function line(seconds: number, limits: unknown, type = "token_count"): string {
  const timestamp = new Date(NOON_MS + seconds * 1000).toISOString();
  return JSON.stringify({ timestamp, type: "event_msg", payload: { type, info: null, rate_limits: limits } });
}

function window(usedPercent: number, changes: object = {}): object {
  return { used_percent: usedPercent, window_minutes: 300, resets_at: NOON_MS / 1000 + 3600, ...changes };
}

function read(...lines: readonly string[]): ReturnType<typeof newestLimits> {
  return newestLimits(Buffer.from(`${lines.join("\n")}\n`));
}

describe("newestLimits", () => {
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
