import assert from "node:assert/strict";
import type { LedgerRecord } from "../../../../src/core/usageRecord.ts";
import { sortRecords } from "../../../../src/worker/ledger/sortRecords.ts";
import { makeCall } from "../testRecords.ts";

const NOW_MS = Date.UTC(2026, 8, 1);

describe("sorted records", () => {
  function outputs(records: readonly LedgerRecord[]): readonly (readonly [string, number])[] {
    return sortRecords(records, NOW_MS).calls.map((call) => [call.family, call.tokens.output]);
  }

  it("hold each call once, whether its copies follow each other or not", () => {
    const copies: [string, number][] = [
      ["a", 1],
      ["a", 5],
      ["b", 2],
      ["a", 3],
      ["b", 7],
      ["b", 4],
    ];
    const records = copies.map(([family, output]) => makeCall({ family, tokens: { output } }));
    assert.deepEqual(outputs(records), [
      ["a", 5],
      ["b", 7],
    ]);
  });

  it("tell apart calls of one family by their members", () => {
    const records = ["x", "y", "x"].map((member) => makeCall({ family: "a", member }));
    assert.deepEqual(
      sortRecords(records, NOW_MS).calls.map((call) => call.member),
      ["x", "y"],
    );
  });
});
