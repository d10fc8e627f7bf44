import assert from "node:assert/strict";
import * as fc from "fast-check";
import { retryDelayMs } from "../../../src/sync/retryDelay.ts";

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait before the next try", () => {
  it("is anything up to a time that doubles from 5 seconds to a quarter of an hour", () => {
    const longest = Array.from({ length: 12 }, (_, i) => retryDelayMs(i + 1, 0.999_999, undefined));
    assert.deepEqual(
      longest.map((ms) => Math.ceil(ms / 1_000)),
      [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900],
    );
    assert.equal(retryDelayMs(5, 0, undefined), 0);
  });

  it("is never shorter than what the board asks for, nor ever without end", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        random,
        fc.option(fc.nat(999_999), { nil: undefined }),
        (n, r, s) => {
          const ms = retryDelayMs(n, r, s);
          assert.ok(Number.isInteger(ms) && ms >= 0 && ms <= 3_605_000);
          if (s !== undefined) assert.ok(ms >= Math.min(s, 3_600) * 1_000);
        },
      ),
      { seed: 3 },
    );
  });
});
