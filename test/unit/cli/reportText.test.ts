import assert from "node:assert/strict";
import { columnsOf } from "../../../src/cli/plainText.ts";
import { reportText } from "../../../src/cli/reportText.ts";
import type { ReportView } from "../../../src/cli/reportText.ts";
import type { Report } from "../../../src/shared/report.ts";
import { EMPTY_REPORT, NOW_MS, usage } from "./fakeSurroundings.ts";

const VIEW: ReportView = { by: "day", timeZone: "UTC", nowMs: NOW_MS, columns: undefined };

const SMALL = usage({ calls: 2, freshInput: 10, cacheRead: 2_000, output: 300, costNanos: 5_000_000 });
const LARGE = usage({
  calls: 12_345,
  freshInput: 1_000_000,
  cacheRead: 95_000_000,
  cacheWrite5m: 3_000_000,
  cacheWrite1h: 1_000_000,
  output: 700_000,
  costNanos: 41_230_000_000,
});

function report(changes: Partial<Report>): Report {
  return { ...EMPTY_REPORT, ...changes };
}

const TWO_DAYS = report({
  rows: [
    { key: "2026-11-21", ...SMALL },
    { key: "2026-11-22", ...LARGE },
  ],
  totals: LARGE,
});

describe("a report as text", () => {
  it("is a table of exact counts with totals where there is room", () => {
    assert.equal(
      reportText(TWO_DAYS, VIEW),
      `Day          Calls      Input  Cache read  Cache write   Output        Total    Cost
2026-11-21       2         10       2,000            0      300        2,310   $0.01
2026-11-22  12,345  1,000,000  95,000,000    4,000,000  700,000  100,700,000  $41.23
────────────────────────────────────────────────────────────────────────────────────
Total       12,345  1,000,000  95,000,000    4,000,000  700,000  100,700,000  $41.23

Logs last looked at 1 min ago. Time zone: UTC.
`,
    );
  });

  it("rounds where the terminal is narrower", () => {
    const text = reportText(TWO_DAYS, { ...VIEW, columns: 80 });
    assert.match(text, /^2026-11-22 +12.3K +1M +95M +4M +700K +100.7M +\$41.23$/m);
  });

  it("leaves out details where it is narrower still, never the total and the cost", () => {
    const text = reportText(TWO_DAYS, { ...VIEW, columns: 50 });
    assert.match(text, /^Day +Calls +Output +Total +Cost$/m);
    assert.match(text, /^2026-11-22 +12.3K +700K +100.7M +\$41.23$/m);
  });

  it("keeps every line within the terminal", () => {
    const key = "/home/me/projects/with/a/very/long/path/that/goes/on/and/on/日本語/repository";
    const long = report({ rows: [{ key, ...LARGE }], totals: usage({ ...LARGE, unpricedTokens: 5_000 }) });
    for (const columns of [40, 48, 60, 80, 100, 120]) {
      for (const line of reportText(long, { ...VIEW, by: "project", columns }).split("\n")) {
        assert.ok(columnsOf(line) <= columns, `${columns}: ${line}`);
      }
    }
  });

  it("keeps within 40 columns, whatever was spent, and never leaves out the total and the cost", () => {
    const dear = usage({ ...LARGE, output: 9e11, costNanos: 9_999_999_990_000_000, unpricedTokens: 5_000 });
    for (const by of ["day", "session", "model"] as const) {
      const rows = [{ key: "0f8fad5b-d9cb-469f-a165-70867728950e", ...dear }];
      const text = reportText(report({ rows, totals: dear }), { ...VIEW, by, columns: 40 });
      for (const line of text.split("\n")) assert.ok(columnsOf(line) <= 40, line);
      assert.match(text, / Total +Cost\n/);
      assert.match(text, /^0f8fad5b/m);
    }
  });

  it("shortens long names: projects at the start, others at the end", () => {
    const key = "first-part-of-a-long-name/last-part-of-a-long-name";
    const long = report({ rows: [{ key, ...SMALL }], totals: SMALL });
    assert.match(reportText(long, { ...VIEW, by: "project", columns: 90 }), /^….*last-part-of-a-long-name /m);
    assert.match(reportText(long, { ...VIEW, by: "session", columns: 90 }), /^first-part-of-a-long.*… /m);
  });

  it("names tools and models as people do, and what is unknown", () => {
    const rows = (key: string): Report => report({ rows: [{ key, ...SMALL }], totals: SMALL });
    assert.match(reportText(rows("claudeCode"), { ...VIEW, by: "tool" }), /^Claude Code /m);
    assert.match(reportText(rows("removed-tool"), { ...VIEW, by: "tool" }), /^removed-tool /m);
    assert.match(reportText(rows(""), { ...VIEW, by: "model" }), /^unknown model /m);
    assert.match(reportText(rows(""), { ...VIEW, by: "project" }), /^unknown /m);
  });

  it("shows a name that is only blanks in quotes", () => {
    for (const by of ["project", "session", "model", "tool"] as const) {
      const text = reportText(report({ rows: [{ key: " ", ...SMALL }], totals: SMALL }), { ...VIEW, by });
      assert.match(text, /^" " /m, by);
    }
  });

  it("lets no name from a log steer the terminal", () => {
    const key = "evil\u{1b}]0;title\u{7}\nrow";
    const text = reportText(report({ rows: [{ key, ...SMALL }], totals: SMALL }), { ...VIEW, by: "project" });
    assert.match(text, /^evil\u{fffd}\]0;title\u{fffd}\u{fffd}row /mu);
  });

  it("tells what the sums do not: unpriced, estimated, reasoning, web searches, set aside", () => {
    const totals = usage({ ...SMALL, unpricedTokens: 1_500, estimatedTokens: 2_000, reasoning: 250, webSearches: 3 });
    const setAside = { records: 3, tokens: 1_200_000, reasons: { negative: 1, future: 2 } };
    const text = reportText(report({ rows: [{ key: "2026-11-22", ...totals }], totals, setAside }), VIEW);
    assert.match(text, /^2026-11-22 .* \$0\.01\+$/m);
    assert.match(text, /^1\.5K tokens are of models without a known price and not in the cost/m);
    assert.match(text, /^2K tokens are estimates/m);
    assert.match(text, /^250 of the output tokens are reasoning/m);
    assert.match(text, /^The cost includes web searches: 3\.$/m);
    assert.match(
      text,
      /^3 records \(1\.2M tokens\) cannot be true and are not counted: 2 dated in the future, 1 with negative counts\.$/m,
    );
  });

  it("says so when there is nothing, and when the logs were never looked at", () => {
    const text = reportText(report({ asOfMs: undefined }), VIEW);
    assert.equal(text, "No calls found.\n\nThe logs have not been looked at in full yet. Time zone: UTC.\n");
  });
});
