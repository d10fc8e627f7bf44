import assert from "node:assert/strict";
import type { Pricer } from "../../../../src/core/prices/pricer.ts";
import { totalTokens } from "../../../../src/shared/tokenCounts.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { makeCall, NOON_MS } from "../testRecords.ts";

describe("a new price snapshot", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  function costOf(pricer: Pricer): readonly number[] {
    const meter = place.openMeter({ pricer });
    const { costNanos, unpricedTokens } = meter.report({ by: "tool", timeZone: "UTC" }).totals;
    meter.close();
    return [costNanos, unpricedTokens];
  }

  it("prices every stored event anew, those of vanished and unchanged logs too", async () => {
    place.write("log.jsonl", [makeCall(), makeCall({ family: "b", model: "free-b" })]);
    await place.scanOnce({ pricer: flatPricer(3) });
    assert.deepEqual(costOf(flatPricer(3)), [3000, 1000]);
    await place.scanOnce({ pricer: flatPricer(5) });
    assert.deepEqual(costOf(flatPricer(5)), [5000, 1000]);
    place.dump(flatPricer(5));
  });

  it("prices what was unknown and forgets what is no longer known", async () => {
    place.write("log.jsonl", [makeCall({ model: "a" }), makeCall({ family: "b", model: "free-b" })]);
    await place.scanOnce();
    const turned: Pricer = {
      snapshot: "turned",
      costNanos: ({ model, tokens }) => (model === "free-b" ? totalTokens(tokens) * 7 : undefined),
    };
    await place.scanOnce({ pricer: turned });
    assert.deepEqual(costOf(turned), [7000, 1000]);
    place.dump(turned);
  });

  it("gives the price all that it depends on, of hidden events too", async () => {
    const seen: unknown[] = [];
    place.write("log.jsonl", [
      makeCall({ family: "hidden", yieldsTo: "f", serviceTier: "batch", usOnly: true }),
      makeCall({ family: "f", member: "m", model: "b", atMs: NOON_MS + 1, tokens: { webSearches: 2 } }),
    ]);
    await place.scanOnce();
    const watching: Pricer = {
      snapshot: "watching",
      costNanos: (use) => {
        seen.push(use);
        return 1;
      },
    };
    await place.scanOnce({ pricer: watching });
    const { tokens } = makeCall();
    const shared = { sourceId: "records", serviceTier: "standard", usOnly: false };
    assert.deepEqual(seen, [
      { ...shared, model: "claude-opus-4-5", atMs: NOON_MS, tokens, serviceTier: "batch", usOnly: true },
      { ...shared, model: "b", atMs: NOON_MS + 1, tokens: { ...tokens, webSearches: 2 } },
    ]);
  });

  it("asks no price again while the snapshot is the same", async () => {
    place.write("log.jsonl", [makeCall()]);
    await place.scanOnce();
    const silent: Pricer = {
      snapshot: flatPricer().snapshot,
      costNanos: () => assert.fail("nothing has changed"),
    };
    await place.scanOnce({ pricer: silent });
    place.dump();
  });

  it("goes on where it was interrupted", async () => {
    place.write(
      "log.jsonl",
      Array.from({ length: 30 }, (_, index) => makeCall({ family: `${index}`, atMs: NOON_MS + index })),
    );
    await place.scanOnce();
    let left = 20;
    const failing: Pricer = {
      ...flatPricer(9),
      costNanos: (use) => {
        left -= 1;
        if (left < 0) throw new Error("interrupted");
        return flatPricer(9).costNanos(use);
      },
    };
    await assert.rejects(place.scanOnce({ pricer: failing }), /interrupted/);
    await place.scanOnce({ pricer: flatPricer(9) });
    assert.deepEqual(costOf(flatPricer(9)), [270_000, 0]);
    place.dump(flatPricer(9));
  });
});
