import assert from "node:assert/strict";

import { Throttle } from "../../../src/host/throttle.ts";
import { ManualClock } from "../../support/manualClock.ts";

function makeThrottle(): { readonly clock: ManualClock; readonly runsMs: number[]; readonly throttle: Throttle } {
  const clock = new ManualClock(0);
  const runsMs: number[] = [];
  return { clock, runsMs, throttle: new Throttle(clock, 1000, () => void runsMs.push(clock.nowMs())) };
}

describe("Throttle", () => {
  it("runs at once, then at the end of each interval in which it was asked to", () => {
    const { clock, runsMs, throttle } = makeThrottle();
    for (let tenth = 0; tenth < 25; tenth += 1) {
      throttle.request();
      clock.advance(100);
    }
    clock.advance(5000);
    assert.deepEqual(runsMs, [0, 1000, 2000, 3000]);
  });

  it("runs at once again after a quiet interval", () => {
    const { clock, runsMs, throttle } = makeThrottle();
    throttle.request();
    clock.advance(1000);
    throttle.request();
    assert.deepEqual(runsMs, [0, 1000]);
    assert.equal(clock.waiting, 0);
  });

  it("does not wait longer than the interval when the clock is set back", () => {
    const { clock, runsMs, throttle } = makeThrottle();
    clock.advance(5000);
    throttle.request();
    clock.advance(-4000);
    throttle.request();
    assert.deepEqual(runsMs, [5000, 1000]);
  });

  it("runs no more once it is disposed", () => {
    const { clock, runsMs, throttle } = makeThrottle();
    throttle.request();
    throttle.request();
    throttle.dispose();
    throttle.request();
    clock.advance(5000);
    assert.deepEqual(runsMs, [0]);
    assert.equal(clock.waiting, 0);
  });
});
