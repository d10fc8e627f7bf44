import assert from "node:assert/strict";

import * as fc from "fast-check";

import { SESSION_COLUMNS, sortKey } from "../../../../src/webview/sessions/sessionColumns.ts";
import { sortAfterClick, sortSessions } from "../../../../src/webview/sessions/sortSessions.ts";
import { makeSessionRow, makeSessions } from "../../../support/insightsAnswers.ts";

describe("sortSessions", () => {
  const { rows } = makeSessions(80);

  it("puts known values in order by any column, and unknown ones last, either way", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SESSION_COLUMNS), fc.boolean(), (column, isDescending) => {
        const keys = sortSessions(rows, { column, isDescending }, {}).map((row) => sortKey(row, column, {}));
        const known = keys.filter((key) => key !== undefined);
        assert.deepEqual(keys.slice(0, known.length), known);
        known.slice(1).forEach((key, index) => {
          const before = known[index] ?? key;
          assert.ok(isDescending ? before >= key : before <= key);
        });
        assert.equal(keys.length, rows.length);
      }),
    );
  });

  it("does not take an unpriced session for a free one", () => {
    const unpriced = makeSessionRow(1, { totals: { ...makeSessionRow(1).totals, costNanos: 0, unpricedTokens: 5 } });
    const free = makeSessionRow(2, { totals: { ...makeSessionRow(2).totals, costNanos: 0 } });
    const sorted = sortSessions([unpriced, free], { column: "cost", isDescending: false }, {});
    assert.deepEqual(
      sorted.map(({ id }) => id),
      [2, 1],
    );
  });

  it("begins with the largest figure or the first name, and turns round on the next click", () => {
    const start = { column: "started", isDescending: true } as const;
    assert.deepEqual(sortAfterClick(start, "cost"), { column: "cost", isDescending: true });
    assert.deepEqual(sortAfterClick(start, "project"), { column: "project", isDescending: false });
    assert.deepEqual(sortAfterClick(start, "started"), { column: "started", isDescending: false });
  });
});
