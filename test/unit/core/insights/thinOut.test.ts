import assert from "node:assert/strict";
import * as fc from "fast-check";
import { thinOut } from "../../../../src/core/insights/thinOut.ts";

const itself = (value: number): number => value;

describe("thinOut", () => {
  it("leaves alone what is few", () => {
    assert.deepEqual(thinOut([3, 1, 2], 3, itself), [3, 1, 2]);
    assert.deepEqual(thinOut([], 3, itself), []);
  });

  it("keeps of each stretch what weighs the most, the first of equals", () => {
    assert.deepEqual(thinOut([1, 5, 2, 2, 9, 8], 3, itself), [5, 2, 9]);
    assert.deepEqual(
      thinOut(["a", "b", "c", "d"], 2, () => 0),
      ["a", "c"],
    );
  });

  it("keeps the largest of all, the order, and as many as it may", () => {
    const values = fc.array(fc.nat(1000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (list, most) => {
        const indexes = thinOut([...list.keys()], most, (index) => list[index] ?? 0);
        assert.equal(indexes.length, Math.min(most, list.length));
        assert.deepEqual(
          indexes,
          indexes.toSorted((a, b) => a - b),
        );
        assert.equal(Math.max(...indexes.map((index) => list[index] ?? 0)), Math.max(...list));
      }),
      { seed: 3 },
    );
  });
});
