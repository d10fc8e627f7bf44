import assert from "node:assert/strict";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { DAY_MS, HOUR_MS, makeCall, NOON_MS } from "../testRecords.ts";
import { TestPlace } from "../testMeter.ts";

describe("the calls of a ledger", () => {
  let place: TestPlace;
  let logs = 0;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  async function read(...records: readonly UsageRecord[]): Promise<number> {
    logs += 1;
    place.write(`${logs}.jsonl`, records);
    const meter = place.openMeter();
    const { newCalls } = await meter.scan();
    meter.close();
    return newCalls;
  }

  function sums(): readonly number[] {
    const meter = place.openMeter();
    const { calls, output } = meter.report({ by: "tool", timeZone: "UTC" }).totals;
    meter.close();
    place.dump();
    return [calls, output];
  }

  const primary = makeCall({ family: "thread", member: "response", tokens: { output: 70 } });
  const yielding = makeCall({ family: "pair", yieldsTo: "thread", tokens: { output: 9 } });

  it("counts a call once, whatever number of logs repeat it", async () => {
    assert.equal(await read(makeCall(), makeCall()), 1);
    assert.equal(await read(makeCall()), 0);
    assert.deepEqual(sums(), [1, 100]);
  });

  it("tells calls apart by family and by member", async () => {
    const members = ["", "a", "b"].map((member) => makeCall({ family: "f", member }));
    assert.equal(await read(...members, makeCall({ family: "a" }), makeCall({ family: "a", member: "f" })), 5);
    assert.deepEqual(sums(), [5, 500]);
  });

  it("moves the sums of a call that turns out larger, earlier and by another model", async () => {
    await read(makeCall({ model: "early", tokens: { output: 1 } }));
    await read(makeCall({ model: "late", atMs: NOON_MS - 3 * HOUR_MS, tokens: { output: 50 } }));
    assert.deepEqual(sums(), [1, 50]);
    assert.deepEqual(
      place.dump().rollups.map((row) => [row["hour"], row["model"], row["output"], row["events"]]),
      [[(NOON_MS - 3 * HOUR_MS) / HOUR_MS, "late", 50, 1]],
    );
  });

  it("counts the less trusted account of a call only while no better one is known", async () => {
    assert.equal(await read(yielding), 1);
    assert.deepEqual(sums(), [1, 9]);
    await read(primary);
    assert.deepEqual(sums(), [1, 70]);
    await read(makeCall({ ...yielding, family: "another pair" }));
    assert.deepEqual(sums(), [1, 70]);
  });

  it("hides it as well where both come together", async () => {
    await read(yielding, primary);
    assert.deepEqual(sums(), [1, 70]);
  });

  it("does not take a record without a member for a better account", async () => {
    await read(yielding, makeCall({ ...primary, member: "" }));
    assert.deepEqual(sums(), [2, 79]);
  });

  it("hides what a copy says to be less trusted, where the copy is the likelier original", async () => {
    await read(primary, makeCall({ ...yielding, yieldsTo: undefined, copyRank: 2 }));
    assert.deepEqual(sums(), [2, 79]);
    await read(yielding);
    assert.deepEqual(sums(), [1, 70]);
  });

  it("adds what is no call of its own without counting a call", async () => {
    await read(makeCall({ calls: 0, tokens: { freshInput: 0, output: 0, webSearches: 3 } }));
    const meter = place.openMeter();
    const { totals } = meter.report({ by: "tool", timeZone: "UTC" });
    meter.close();
    assert.deepEqual([totals.calls, totals.webSearches], [0, 3]);
  });

  it("takes a session whose calls share neither place nor owner, however many they are", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      makeCall({
        family: `${index}`,
        cwd: `/home/ann/${index % 10_000}`,
        ownerMs: index,
        agentId: `agent-${index % 7}`,
      }),
    );
    // Looking each of them up among all of its session would take minutes.
    assert.equal(await read(...many), 20_000);
  });

  it("keeps apart what is not priced and what is not exact", async () => {
    await read(
      makeCall({ family: "a", model: "free-model" }),
      makeCall({ family: "b", quality: "estimate" }),
      makeCall({ family: "c", quality: "exact-turn" }),
    );
    const meter = place.openMeter();
    const { totals } = meter.report({ by: "tool", timeZone: "UTC" });
    meter.close();
    assert.deepEqual([totals.costNanos, totals.unpricedTokens, totals.estimatedTokens], [6000, 1000, 1000]);
  });

  it("sets aside what cannot be true, with the reason, and counts nothing of it", async () => {
    await read(
      makeCall({ family: "a", tokens: { output: -5 } }),
      makeCall({ family: "b", tokens: { output: 1e15 } }),
      makeCall({ family: "c", atMs: 0 }),
      makeCall({ family: "d", atMs: place.nowMs + 2 * DAY_MS }),
      makeCall({ family: "e" }),
    );
    assert.deepEqual(sums(), [1, 100]);
    const meter = place.openMeter();
    assert.deepEqual(meter.report({ by: "tool", timeZone: "UTC" }).setAside, {
      records: 4,
      tokens: 900 + (900 + 1e15) + 1000 + 1000,
      reasons: { absurd: 1, "before-2022": 1, future: 1, negative: 1 },
    });
    meter.close();
  });

  it("tells of any number of absurd counts, however large", async () => {
    const absurd = ["a", "b", "c"].map((family) => makeCall({ family, tokens: { output: 1e300 } }));
    await read(...absurd, makeCall({ family: "d", tokens: { output: Number.MAX_SAFE_INTEGER } }));
    const meter = place.openMeter();
    const { setAside } = meter.report({ by: "tool", timeZone: "UTC" });
    meter.close();
    assert.equal(setAside.records, 4);
    assert.equal(setAside.tokens, Number.MAX_SAFE_INTEGER);
  });

  it("counts a call from the future when its time has come, and no longer sets it aside", async () => {
    await read(makeCall({ atMs: place.nowMs + 3 * DAY_MS }));
    assert.deepEqual(sums(), [0, 0]);
    place.nowMs += 3 * DAY_MS;
    await place.scanOnce();
    assert.deepEqual(sums(), [1, 100]);
    assert.deepEqual(place.dump().setAside, []);
  });

  it("counts all copies of a call from the future as one when its time has come", async () => {
    const atMs = place.nowMs + 3 * DAY_MS;
    await read(makeCall({ atMs, sessionId: "fork", copyRank: 2, tokens: { output: 300 } }));
    await read(makeCall({ atMs, sessionId: "original" }));
    place.nowMs += 3 * DAY_MS;
    await place.scanOnce();
    assert.deepEqual(
      place.dump().events.map((event) => [event["session"], event["output"]]),
      [["original", 300]],
    );
  });

  it("drops the sum of an hour that no call is left in", async () => {
    await read(yielding);
    assert.equal(place.dump().rollups.length, 1);
    await read(makeCall({ ...primary, atMs: NOON_MS - 5 * HOUR_MS }));
    assert.deepEqual(
      place.dump().rollups.map((row) => row["hour"]),
      [NOON_MS / HOUR_MS - 5],
    );
  });
});
