import assert from "node:assert/strict";

import { FirstRun } from "../../../src/host/firstRun.ts";
import { ManualClock } from "../../support/manualClock.ts";

describe("FirstRun", () => {
  function stage(
    answer: boolean,
    memory = new Map<string, unknown>(),
  ): { readonly run: FirstRun; readonly events: string[]; readonly clock: ManualClock } {
    const events: string[] = [];
    const clock = new ManualClock();
    const run = new FirstRun(
      {
        get: (key) => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      clock,
      () => {
        events.push("asked");
        return Promise.resolve(answer);
      },
      () => events.push("opened"),
    );
    return { run, events, clock };
  }

  it("opens the walkthrough for who wants it", async () => {
    const { run, events } = stage(true);
    await run.offer();
    assert.deepEqual(events, ["asked", "opened"]);
  });

  it("asks once, also where the answer was no", async () => {
    const { run, events } = stage(false);
    await run.offer();
    await run.offer();
    assert.deepEqual(events, ["asked"]);
  });

  it("does not ask again while the first question is open", async () => {
    const { run, events } = stage(true);
    await Promise.all([run.offer(), run.offer()]);
    assert.deepEqual(events, ["asked", "opened"]);
  });

  it("lasts for minutes and a day, also before the offer, and not where an earlier version kept no time", async () => {
    const { run, clock } = stage(false);
    assert.ok(run.isWelcome && run.isFirstDay, "the offer is still to come");
    await run.offer();
    clock.advance(10 * 60_000 - 1);
    assert.ok(run.isWelcome && run.isFirstDay);
    clock.advance(1);
    assert.ok(!run.isWelcome && run.isFirstDay);
    clock.advance(24 * 3_600_000);
    assert.ok(!run.isWelcome && !run.isFirstDay);
    const { run: earlier, events } = stage(false, new Map([["tokenLegend.walkthroughOffered", true]]));
    assert.ok(!earlier.isWelcome && !earlier.isFirstDay);
    await earlier.offer();
    assert.deepEqual(events, []);
  });
});
