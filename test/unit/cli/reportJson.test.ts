import assert from "node:assert/strict";
import { reportJson } from "../../../src/cli/reportJson.ts";
import type { UsageTotals } from "../../../src/shared/usageTotals.ts";

const USAGE: UsageTotals = {
  calls: 1,
  freshInput: 2,
  cacheRead: 3,
  cacheWrite5m: 4,
  cacheWrite1h: 5,
  output: 6,
  reasoning: 7,
  webSearches: 8,
  costNanos: 9_500_000_000,
  unpricedTokens: 10,
  estimatedTokens: 11,
  countedHereTokens: 12,
};
const TOTALS_JSON = {
  calls: 1,
  freshInput: 2,
  cacheRead: 3,
  cacheWrite5m: 4,
  cacheWrite1h: 5,
  output: 6,
  reasoning: 7,
  webSearches: 8,
  costUsd: 9.5,
  unpricedTokens: 10,
  estimatedTokens: 11,
};

describe("report --json", () => {
  it("has exactly the keys other programs rely on", () => {
    const report = {
      rows: [{ key: "2026-11-22", ...USAGE }],
      totals: USAGE,
      setAside: { records: 3, tokens: 4, reasons: { future: 3 } },
      asOfMs: Date.parse("2026-11-22T12:00:00Z"),
    };
    assert.deepEqual(reportJson(report), {
      rows: [{ key: "2026-11-22", ...TOTALS_JSON }],
      totals: TOTALS_JSON,
      setAside: { records: 3, tokens: 4, reasons: { future: 3 } },
      asOf: "2026-11-22T12:00:00.000Z",
    });
  });

  it("says null before the logs were looked at", () => {
    const setAside = { records: 0, tokens: 0, reasons: {} };
    assert.equal(reportJson({ rows: [], totals: USAGE, setAside, asOfMs: undefined }).asOf, null);
  });
});
