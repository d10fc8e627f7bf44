import assert from "node:assert/strict";

import * as fc from "fast-check";

import { rangeWith, readInsightsState, usualBucket } from "../../../../src/webview/insights/insightsState.ts";

describe("the state of the insights page", () => {
  it("is usable whatever was kept", () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const state = readInsightsState(stored);
        assert.ok(state.asTable.length <= 50 && state.sort.column.length > 0 && state.range.kind.length > 0);
      }),
    );
  });

  it("keeps what can be used beside what cannot", () => {
    const state = readInsightsState({ range: { kind: "soon" }, bucket: "week", filter: { model: "m" }, sort: 4 });
    assert.deepEqual(state.range, { kind: "last", days: 30 });
    assert.deepEqual([state.bucket, state.filter, state.sort.column], ["week", { model: "m" }, "started"]);
  });

  it("comes back as it was stored", () => {
    const state = { ...readInsightsState({}), range: { kind: "all" } as const, session: 7, asTable: ["calendar"] };
    assert.deepEqual(readInsightsState(JSON.parse(JSON.stringify(state))), state);
  });

  it("keeps the day that was set, and has the other follow only where it would be past it", () => {
    const range = (from: string, to: string) => ({ kind: "between", from, to });
    assert.deepEqual(rangeWith("from", "2026-05-03", "2026-05-10"), range("2026-05-03", "2026-05-10"));
    assert.deepEqual(rangeWith("from", "2026-11-20", "2026-05-10"), range("2026-11-20", "2026-11-20"));
    assert.deepEqual(rangeWith("to", "2026-05-03", "2026-05-01"), range("2026-05-01", "2026-05-03"));
    assert.deepEqual(rangeWith("to", "2026-01-20", "2026-05-01"), range("2026-01-20", "2026-01-20"));
  });

  it("cuts long times into longer columns", () => {
    assert.equal(usualBucket({ kind: "last", days: 90 }), "day");
    assert.equal(usualBucket({ kind: "last", days: 365 }), "week");
    assert.equal(usualBucket({ kind: "between", from: "2025-01-01", to: "2026-01-01" }), "week");
    assert.equal(usualBucket({ kind: "all" }), "month");
  });
});
