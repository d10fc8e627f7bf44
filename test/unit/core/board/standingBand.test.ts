import assert from "node:assert/strict";
import * as fc from "fast-check";
import { standingBand } from "../../../../src/core/board/standingBand.ts";

describe("the band that a place falls into", () => {
  it("is the published one where people are many", () => {
    const of = (place: number): readonly unknown[] => {
      const band = standingBand(place, 10_000, 8);
      return [band?.fromPercent, band?.toPercent];
    };
    assert.deepEqual(of(1), [0, 1]);
    assert.deepEqual(of(100), [0, 1]);
    assert.deepEqual(of(101), [1, 5]);
    assert.deepEqual(of(5_000), [25, 50]);
    assert.deepEqual(of(10_000), [75, 100]);
  });

  it("is not told where people are fewer than a group", () => {
    assert.equal(standingBand(1, 7, 8), undefined);
    assert.deepEqual(standingBand(1, 8, 8), { fromPercent: 0, toPercent: 100 });
  });

  it("holds as many people as a group has to, and each place is in one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 3_000 }), (people) => {
        const held = new Map<string, number>();
        let last = 0;
        for (let place = 1; place <= people; place += 1) {
          const band = standingBand(place, people, 8);
          assert.ok(band !== undefined && band.toPercent >= last);
          last = band.toPercent;
          const key = `${band.fromPercent} ${band.toPercent}`;
          held.set(key, (held.get(key) ?? 0) + 1);
        }
        for (const [band, n] of held) assert.ok(n >= 8, `${band}: ${n} of ${people}`);
      }),
      { numRuns: 60 },
    );
  });
});
