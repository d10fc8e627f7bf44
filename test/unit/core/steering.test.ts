import assert from "node:assert/strict";
import * as fc from "fast-check";
import { modeAt, STEERED_WINDOW_MS } from "../../../src/core/steering.ts";

const WINDOW = STEERED_WINDOW_MS;

describe("modeAt", () => {
  it("is unattended where nobody ever typed", () => {
    assert.equal(modeAt(1000, []), 0);
  });

  it("is steered from the message on, for a quarter of an hour, both ends included", () => {
    assert.equal(WINDOW, 900_000);
    assert.equal(modeAt(4999, [5000]), 0);
    assert.equal(modeAt(5000, [5000]), 1);
    assert.equal(modeAt(5000 + WINDOW, [5000]), 1);
    assert.equal(modeAt(5001 + WINDOW, [5000]), 0);
  });

  it("goes by the latest message before the call", () => {
    const turns = [0, 2 * WINDOW, 2 * WINDOW, 9 * WINDOW];
    assert.equal(modeAt(1.5 * WINDOW, turns), 0);
    assert.equal(modeAt(2 * WINDOW, turns), 1);
    assert.equal(modeAt(3.5 * WINDOW, turns), 0);
    assert.equal(modeAt(9.5 * WINDOW, turns), 1);
  });

  it("is steered exactly when some message lies in the quarter of an hour before", () => {
    const instant = fc.nat(20).map((sixth) => (sixth * WINDOW) / 6);
    fc.assert(
      fc.property(instant, fc.array(instant, { maxLength: 6 }), (atMs, times) => {
        const isSteered = times.some((turnMs) => turnMs <= atMs && atMs - turnMs <= WINDOW);
        assert.equal(
          modeAt(
            atMs,
            times.toSorted((a, b) => a - b),
          ),
          isSteered ? 1 : 0,
        );
      }),
      { seed: 3, numRuns: 3000 },
    );
  });
});
