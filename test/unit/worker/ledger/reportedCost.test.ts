import assert from "node:assert/strict";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { makeCall } from "../testRecords.ts";

const NO_COUNTS = { freshInput: 0, output: 0 };

describe("a cost that the tool tells", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });
  afterEach(() => place.dispose());

  async function totals(
    pricer = flatPricer(),
  ): Promise<{ readonly costNanos: number; readonly unpricedTokens: number }> {
    const meter = place.openMeter({ pricer });
    await meter.scan();
    const { costNanos, unpricedTokens } = meter.report({ by: "tool", timeZone: "UTC" }).totals;
    meter.close();
    place.dump(pricer);
    return { costNanos, unpricedTokens };
  }

  it("counts where there is no list price, and only there", async () => {
    place.write("a.jsonl", [
      makeCall({ family: "listed", reportedNanos: 7 }),
      makeCall({ family: "unlisted", model: "free-1", reportedNanos: 11 }),
      makeCall({ family: "unknown", model: "free-1" }),
    ]);
    assert.deepEqual(await totals(), { costNanos: 3011, unpricedTokens: 1000 });
  });

  it("counts where the tool tells no tokens, whatever the model", async () => {
    place.write("a.jsonl", [makeCall({ tokens: NO_COUNTS, reportedNanos: 500 })]);
    assert.deepEqual(await totals(), { costNanos: 500, unpricedTokens: 0 });
  });

  it("grows with later copies of the record, and stays when prices change", async () => {
    place.write("a.jsonl", [makeCall({ tokens: NO_COUNTS, reportedNanos: 500 })]);
    await totals();
    place.write("a.jsonl", [
      makeCall({ tokens: NO_COUNTS, reportedNanos: 500 }),
      makeCall({ tokens: NO_COUNTS, reportedNanos: 800 }),
      makeCall({ tokens: NO_COUNTS, reportedNanos: 650 }),
    ]);
    assert.equal((await totals()).costNanos, 800);
    assert.equal((await totals(flatPricer(5))).costNanos, 800);
  });
});

describe("tokens that were counted here", () => {
  it("are told apart from those that tools report, and give way to them", async () => {
    const place = new TestPlace();
    try {
      place.write("a.jsonl", [
        makeCall({ family: "counted", quality: "estimate", countedHere: true }),
        makeCall({ family: "both", quality: "estimate", countedHere: true }),
        makeCall({ family: "both" }),
        makeCall({ family: "reported" }),
      ]);
      const meter = place.openMeter();
      await meter.scan();
      const { totals: sums } = meter.report({ by: "tool", timeZone: "UTC" });
      assert.equal(sums.countedHereTokens, 1000);
      assert.equal(sums.estimatedTokens, 1000);
      assert.equal(sums.freshInput, 2700);
      place.dump();
    } finally {
      place.dispose();
    }
  });
});
