import assert from "node:assert/strict";

import * as fc from "fast-check";

import {
  formatAge,
  formatBytes,
  formatCost,
  formatCount,
  formatDuration,
  formatMoney,
  formatModel,
  formatMoneyShort,
  formatPercent,
  formatQuantity,
  formatTokens,
  formatTokensInWords,
  formatUsd,
} from "../../../src/core/format.ts";
import { NANOS_PER_USD, NO_USAGE } from "../../../src/shared/usageTotals.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function assertTable<Input>(format: (input: Input) => string, rows: readonly (readonly [Input, string])[]): void {
  assert.deepEqual(
    rows.map(([input]) => format(input)),
    rows.map(([, text]) => text),
  );
}

describe("formatTokens", () => {
  it("keeps one decimal and the unit of thousands", () => {
    assertTable(formatTokens, [
      [0, "0"],
      [999, "999"],
      [1000, "1K"],
      [3_214_567, "3.2M"],
      [999_950, "1M"],
      [281_000_000_000, "281B"],
      [60_200_000_000_000, "60.2T"],
    ]);
  });

  it("has words for screen readers", () => {
    assertTable(formatTokensInWords, [
      [950, "950"],
      [3_214_567, "3.2 million"],
      [4_100_000_000, "4.1 billion"],
    ]);
  });
});

describe("formatCount", () => {
  it("groups by thousands", () => {
    assert.equal(formatCount(3_214_567), "3,214,567");
  });
});

describe("formatQuantity", () => {
  it("knows one from many", () => {
    assert.deepEqual(
      [0, 1, 1234].map((count) => formatQuantity(count, "call")),
      ["0 calls", "1 call", "1,234 calls"],
    );
  });
});

describe("formatUsd", () => {
  it("rounds to cents and never shows a cost as nothing", () => {
    assertTable(formatUsd, [
      [0, "$0.00"],
      [1, "<$0.01"],
      [4_999_999, "<$0.01"],
      [5_000_000, "$0.01"],
      [4.124 * NANOS_PER_USD, "$4.12"],
      [1234.5 * NANOS_PER_USD, "$1,234.50"],
    ]);
  });
});

describe("formatCost", () => {
  it("marks a lower bound, and says so where nothing is priced", () => {
    const priced = { ...NO_USAGE, costNanos: 4.12 * NANOS_PER_USD };
    assertTable(formatCost, [
      [NO_USAGE, "$0.00"],
      [priced, "$4.12"],
      [{ ...priced, unpricedTokens: 1 }, "$4.12+"],
      [{ ...NO_USAGE, unpricedTokens: 1 }, "unpriced"],
    ]);
  });
});

describe("formatPercent", () => {
  it("rounds to whole percents", () => {
    assertTable(formatPercent, [
      [0, "0%"],
      [0.004, "<1%"],
      [0.624, "62%"],
      [0.999, "99%"],
      [1, "100%"],
      [1.7, "100%"],
      [-1, "0%"],
    ]);
  });

  it("says 0% and 100% only for exactly that", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), (fraction) => {
        assert.match(formatPercent(fraction), /^(<1|[1-9]\d?)%$/);
      }),
    );
  });
});

describe("formatMoney", () => {
  it("works with any currency, and says of what rounds to nothing that it is something", () => {
    const euro = { code: "EUR", perUsd: 0.9 };
    const yen = { code: "JPY", perUsd: 150 };
    assert.deepEqual(
      [formatMoney(4_120_000_000, euro), formatMoney(1_000_000, euro), formatMoney(0, euro)],
      ["€3.71", "<€0.01", "€0.00"],
    );
    assert.deepEqual([formatMoney(4_120_000_000, yen), formatMoney(2_000_000, yen)], ["¥618", "<¥1"]);
  });

  it("writes large amounts short where asked to", () => {
    const short = (usd: number): string => formatMoneyShort(usd * NANOS_PER_USD, { code: "USD", perUsd: 1 });
    assertTable(short, [
      [55_384_000, "$55.4M"],
      [331_100_000, "$331M"],
      [903_000_000, "$903M"],
      [12_345, "$12.3K"],
      [9999.5, "$9,999.50"],
      [0, "$0.00"],
    ]);
  });
});

describe("formatDuration", () => {
  it("uses the two largest units that matter", () => {
    assertTable(formatDuration, [
      [0, "0 ms"],
      [450.4, "450 ms"],
      [3250, "3.2 s"],
      [59_999, "59.9 s"],
      [2 * MINUTE_MS + 999, "2 min"],
      [HOUR_MS + 5 * MINUTE_MS, "1 h 5 min"],
      [2 * HOUR_MS, "2 h"],
      [3 * DAY_MS + 4 * HOUR_MS, "3 d 4 h"],
    ]);
  });
});

describe("formatAge", () => {
  it("tells how long ago in whole units", () => {
    assertTable(formatAge, [
      [-5, "just now"],
      [59_999, "just now"],
      [2 * MINUTE_MS, "2 min ago"],
      [3 * HOUR_MS + 59 * MINUTE_MS, "3 h ago"],
      [5 * DAY_MS, "5 d ago"],
    ]);
  });
});

describe("formatBytes", () => {
  it("steps by a thousand", () => {
    assertTable(formatBytes, [
      [0, "0 B"],
      [512, "512 B"],
      [1500, "1.5 KB"],
      [999_960, "1 MB"],
      [2_400_000_000, "2.4 GB"],
      [5e15, "5,000 TB"],
    ]);
  });
});

describe("names", () => {
  it("shows a model as written, and words where the record does not tell", () => {
    assert.equal(formatModel("claude-opus-4-5"), "claude-opus-4-5");
    assert.equal(formatModel(""), "unknown model");
  });
});
