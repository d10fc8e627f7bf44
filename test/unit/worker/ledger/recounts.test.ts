import assert from "node:assert/strict";
import type { SampleRecord } from "../../../../src/core/usageRecord.ts";
import type { SourceDiagnostics } from "../../../../src/shared/diagnostics.ts";
import { TestPlace } from "../testMeter.ts";
import { makeCall } from "../testRecords.ts";

function makeSample(changes: Partial<SampleRecord> = {}): SampleRecord {
  return { kind: "sample", family: "call-1", member: "", model: "m", part: "part-1", text: "seventy", ...changes };
}

/** The counter of these tests counts a token for each character. */
describe("texts of sampled calls", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });
  afterEach(() => place.dispose());

  async function recount(recounts = true): Promise<SourceDiagnostics["recount"] | undefined> {
    const meter = place.openMeter({ recounts });
    await meter.scan();
    const [source] = meter.diagnostics().sources;
    meter.close();
    return source?.recount;
  }

  it("are counted and held against what the tool reports, each text once", async () => {
    place.write("a.jsonl", [
      makeCall({ tokens: { output: 300 } }),
      makeSample(),
      makeSample({ part: "part-2", text: "ten" }),
      makeCall({ family: "call-2", tokens: { output: 5000 } }),
    ]);
    place.write("copy.jsonl", [makeCall({ tokens: { output: 300 }, copyRank: 2 }), makeSample()]);
    assert.deepEqual(await recount(), { calls: 1, reported: 300, counted: 10 });
  });

  it("are forgotten uncounted unless that is asked for", async () => {
    place.write("a.jsonl", [makeCall(), makeSample()]);
    assert.deepEqual(await recount(false), { calls: 0, reported: 0, counted: 0 });
    assert.equal(place.dump().events.length, 1);
  });

  it("leave no trace of their words in the ledger", async () => {
    place.write("a.jsonl", [makeCall(), makeSample({ text: "a most private word" })]);
    await recount();
    const dumped = place.look((database) => JSON.stringify(database.prepare("SELECT * FROM recount").all()));
    assert.doesNotMatch(dumped, /private/);
  });
});
