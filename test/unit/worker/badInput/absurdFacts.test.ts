import assert from "node:assert/strict";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { makeCall, makeTurn, NOON_MS } from "../testRecords.ts";

/** Nanoseconds where milliseconds belong, and worse: above 2^53 SQLite takes integers that it cannot give back as numbers. */
const ABSURD = [NOON_MS * 1e6, 9e18, -1e17, 1e300, -1e300];

const healthy = makeCall({ family: "healthy" });

/** What may be wrong beside the counts. */
const FACTS: Readonly<Record<string, (absurd: number) => UsageRecord>> = {
  "time of a call": (absurd) => makeCall({ family: "bad", atMs: absurd }),
  "time of a turn": (absurd) => makeTurn({ id: "bad", atMs: absurd }),
  "start of a session": (absurd) => makeCall({ family: "bad", ownerMs: absurd }),
  "cost by a tool's own account": (absurd) => makeCall({ family: "bad", model: "free", reportedNanos: absurd }),
};

describe("facts about calls that cannot be true", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => place.dispose());

  for (const [name, recordWith] of Object.entries(FACTS)) {
    for (const absurd of ABSURD) {
      it(`survives ${absurd} as the ${name}`, async () => {
        place.write("a.jsonl", [healthy, makeTurn(), recordWith(absurd)]);
        await place.scanOnce();
        // A copy, as what stands in the ledger is then looked at again.
        place.write("b.jsonl", [healthy, makeTurn({ id: "later", atMs: NOON_MS + 1 }), recordWith(absurd)]);
        await place.scanOnce();
        place.nowMs += 1_000;
        const meter = place.openMeter();
        await meter.rescan();
        const { totals } = meter.report({ by: "tool", timeZone: "UTC" });
        assert.ok([...meter.exportEvents("json")].some(({ rows }) => rows >= 1));
        meter.snapshot("UTC");
        meter.close();
        assert.ok(totals.calls >= 1);
        assert.ok(Number.isSafeInteger(totals.costNanos));
        place.dump();
      });
    }
  }

  it("survives a session so large that its price by list is beyond all bounds", async () => {
    const pricer = flatPricer(1_000_000);
    const total = makeCall({ quality: "session-total", tokens: { output: 90_000_000_000 } });
    for (const name of ["a", "b", "c"]) place.write(`${name}.jsonl`, [total, { ...total, family: name }]);
    const meter = place.openMeter({ pricer });
    await meter.scan();
    await meter.rescan();
    assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).totals.calls, 4);
    assert.deepEqual(
      [...meter.exportEvents("json")].map(({ rows }) => rows),
      [4],
    );
    meter.snapshot("UTC");
    meter.close();
  });
});
