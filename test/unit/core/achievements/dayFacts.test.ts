import assert from "node:assert/strict";
import * as fc from "fast-check";
import { addFacts, NO_FACTS, tallyOf, type DayFacts } from "../../../../src/core/achievements/dayFacts.ts";
import { histogramOf, medianOf, mergeHistograms, sizeOf } from "../../../../src/core/achievements/histogram.ts";
import { makeDay, modelUse } from "../../../support/playedDays.ts";

const slot = fc.nat(1023);
const values = fc.array(slot, { maxLength: 40 });

function histogram(slots: readonly number[]) {
  const times = new Map<number, number>();
  for (const one of slots) times.set(one, (times.get(one) ?? 0) + 1);
  return histogramOf(times);
}

describe("a histogram", () => {
  it("has the lower median of its values", () => {
    fc.assert(
      fc.property(values, (slots) => {
        const sorted = slots.toSorted((a, b) => a - b);
        assert.equal(medianOf(histogram(slots)), sorted[Math.ceil(sorted.length / 2) - 1]);
        assert.equal(sizeOf(histogram(slots)), slots.length);
      }),
    );
  });

  it("is merged as if all values had been in one", () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        assert.deepEqual(mergeHistograms([a, b, c].map(histogram)), histogram([...a, ...b, ...c]));
      }),
    );
  });

  it("holds more than all numbers of a small size", () => {
    const many = histogramOf(new Map([[1023, 40_000_000]]));
    assert.equal(sizeOf(mergeHistograms([many, many])), 80_000_000);
    assert.equal(medianOf(many), 1023);
  });
});

describe("the facts of days", () => {
  const name = fc.constantFrom("a", "b", "c");
  const tally = fc
    .dictionary(name, fc.integer({ min: 1, max: 9 }))
    .map((times) => tallyOf(new Map(Object.entries(times))));
  const facts: fc.Arbitrary<DayFacts> = fc
    .record({
      turns: fc.nat(9),
      costNanos: fc.nat(),
      warmStarts: fc.nat(9),
      families: tally,
      tools: tally,
      slots: values,
      model: name,
    })
    .map(({ slots, model, ...changes }) =>
      makeDay({ ...changes, windowShares: histogram(slots), uses: [modelUse(model, 2, 5)] }),
    );

  it("are the same in whatever order and groups they are added up", () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        const all = addFacts([a, b, c]);
        assert.deepEqual(addFacts([c, a, b]), all);
        assert.deepEqual(addFacts([addFacts([a, b]), c]), all);
        assert.deepEqual(addFacts([a, addFacts([b, c])]), all);
        assert.deepEqual(addFacts([NO_FACTS, a]), a);
      }),
    );
  });

  it("are nothing where there are none", () => {
    assert.deepEqual(addFacts([]), NO_FACTS);
  });
});
