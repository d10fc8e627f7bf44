import assert from "node:assert/strict";

import * as fc from "fast-check";

import { scrollToRow, virtualRows } from "../../../../src/webview/sessions/virtualRows.ts";

const ROW = 32;

describe("virtualRows", () => {
  it("draws every row in sight and never more than 120", () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(2000), fc.nat(), (count, height, seed) => {
        const most = Math.max(0, count * ROW - height);
        const scrollTop = most === 0 ? 0 : seed % most;
        const { first, end } = virtualRows(scrollTop, height, ROW, count);
        assert.ok(first >= 0 && end <= count && end - first <= 120);
        for (let row = Math.floor(scrollTop / ROW); row * ROW < scrollTop + height && row < count; row += 1) {
          assert.ok(row >= first && row < end, `row ${row} of ${count} at ${scrollTop}`);
        }
      }),
    );
  });

  it("stays within what there is where it is scrolled beyond, or has no height", () => {
    assert.deepEqual(virtualRows(1e9, 480, ROW, 3), { first: 0, end: 3 });
    assert.deepEqual(virtualRows(0, 480, ROW, 0), { first: 0, end: 0 });
    assert.ok(virtualRows(-50, 0, ROW, 100).end > 0);
  });
});

describe("scrollToRow", () => {
  it("shows the row whole, and moves no more than it must", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(320_000), fc.integer({ min: ROW, max: 900 }), (row, scrollTop, height) => {
        const to = scrollToRow(row, scrollTop, height, ROW);
        assert.ok(to <= row * ROW && row * ROW + ROW <= to + height);
        if (scrollTop <= row * ROW && row * ROW + ROW <= scrollTop + height) assert.equal(to, scrollTop);
      }),
    );
  });
});
