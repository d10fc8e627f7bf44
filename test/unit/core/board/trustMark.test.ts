import assert from "node:assert/strict";
import { trustMark } from "../../../../src/core/board/trustMark.ts";

const NOW = 1_000;

describe("the mark of a member's figures", () => {
  const cases = [
    ["provisional until something has settled", { settled: 0, verifiedUntilMs: 2_000 }, "provisional"],
    ["settled from then on", { settled: 1 }, "settled"],
    ["verified while what was checked holds", { settled: 1, verifiedUntilMs: NOW + 1 }, "verified"],
    ["settled again after that", { settled: 1, verifiedUntilMs: NOW }, "settled"],
    ["held before anything else", { settled: 1, verifiedUntilMs: 2_000, heldUntilMs: NOW + 1 }, "held"],
    ["not held once the hold is over", { settled: 1, heldUntilMs: NOW }, "settled"],
  ] as const;
  for (const [name, facts, mark] of cases)
    it(`is ${name}`, () => {
      assert.equal(trustMark({ heldUntilMs: undefined, verifiedUntilMs: undefined, ...facts }, NOW), mark);
    });
});
