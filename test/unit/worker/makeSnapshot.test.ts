import assert from "node:assert/strict";
import { NO_USAGE } from "../../../src/shared/usageTotals.ts";
import { sumOf } from "./eventSums.ts";
import { flatPricer, TestPlace } from "./testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, makeTurn } from "./testRecords.ts";

/** Half past one at night in Kolkata, eight in the evening of the day before in UTC. */
const NOW_MS = Date.UTC(2026, 5, 14, 20);
const ZONE = "Asia/Kolkata";
const MIDNIGHT_MS = Date.UTC(2026, 5, 14, 18, 30);

describe("a snapshot", () => {
  const pricer = flatPricer();
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
    place.nowMs = NOW_MS;
  });

  afterEach(() => {
    place.dispose();
  });

  const call = (atMs: number, model = "a") => makeCall({ family: `${atMs} ${model}`, atMs, model });

  it("cuts today, seven and thirty days at the person's midnight", async () => {
    const today = [call(MIDNIGHT_MS), call(NOW_MS), call(NOW_MS, "free-b")];
    const week = [call(MIDNIGHT_MS - 1), call(MIDNIGHT_MS - 6 * DAY_MS)];
    const month = [call(MIDNIGHT_MS - 6 * DAY_MS - 1), call(MIDNIGHT_MS - 29 * DAY_MS)];
    const older = [call(MIDNIGHT_MS - 29 * DAY_MS - 1, "free-old")];
    place.write("log.jsonl", [...today, ...week, ...month, ...older]);
    const meter = place.openMeter({ pricer });
    await meter.scan();
    const snapshot = meter.snapshot(ZONE);
    assert.deepEqual(snapshot.today, sumOf(today, pricer));
    assert.deepEqual(snapshot.last7Days, sumOf([...today, ...week], pricer));
    assert.deepEqual(snapshot.last30Days, sumOf([...today, ...week, ...month], pricer));
    assert.deepEqual(
      snapshot.todayByModel.map(({ key, totals }) => [key, totals.calls]),
      [
        ["a", 2],
        ["free-b", 1],
      ],
    );
    assert.deepEqual(
      snapshot.byModel.map(({ key, totals }) => [key, totals.calls]),
      [
        ["a", 6],
        ["free-b", 1],
      ],
    );
    assert.deepEqual(
      snapshot.byTool.map(({ key, totals }) => [key, totals.calls]),
      [["records", 7]],
    );
    assert.deepEqual(snapshot.unpricedModels, ["free-b"]);
    assert.equal(snapshot.newestCallMs, NOW_MS);
    meter.close();
  });

  it("begins a new day without anything being read", async () => {
    place.write("log.jsonl", [call(NOW_MS)]);
    const meter = place.openMeter({ pricer });
    await meter.scan();
    assert.equal(meter.snapshot(ZONE).today.calls, 1);
    place.nowMs += 23 * HOUR_MS;
    const next = meter.snapshot(ZONE);
    assert.deepEqual(next.today, NO_USAGE);
    assert.equal(next.last7Days.calls, 1);
    meter.close();
  });

  it("goes by UTC days for the tier, whatever the person's zone", async () => {
    const dayStartMs = Date.UTC(2026, 5, 14);
    const oldest = dayStartMs - 29 * DAY_MS;
    const turns = [oldest, oldest - 1, NOW_MS].map((atMs) => makeTurn({ id: `turn ${atMs}`, atMs }));
    place.write("log.jsonl", [call(oldest), call(oldest - 1), call(NOW_MS), ...turns]);
    const meter = place.openMeter({ pricer });
    await meter.scan();
    for (const zone of ["UTC", ZONE, "Pacific/Apia"]) {
      const { seenTokens, countedTokens } = meter.snapshot(zone).tier;
      assert.deepEqual([seenTokens, countedTokens], [2000, 2000], zone);
    }
    meter.close();
  });

  it("counts what nobody steered only as far as a person's own work carries it", async () => {
    place.write("log.jsonl", [
      makeTurn({ atMs: NOW_MS - HOUR_MS }),
      call(NOW_MS - HOUR_MS),
      call(NOW_MS - 1),
      call(NOW_MS - 2),
    ]);
    const meter = place.openMeter({ pricer });
    await meter.scan();
    const { seenTokens, countedTokens } = meter.snapshot("UTC").tier;
    assert.deepEqual([seenTokens, countedTokens], [3000, 2000]);
    meter.close();
  });

  it("tells who writes, whether there are logs and when they were read, and grows its revision", async () => {
    const meter = place.openMeter({ pricer });
    const before = meter.snapshot("UTC");
    assert.deepEqual([before.role, before.logsFound, before.sweptAtMs], ["follower", false, undefined]);
    place.write("log.jsonl", [call(NOW_MS)]);
    await meter.scan();
    const after = meter.snapshot("UTC");
    assert.deepEqual([after.role, after.logsFound, after.sweptAtMs], ["writer", true, NOW_MS]);
    assert.ok(after.revision > before.revision);
    assert.equal(after.scanning, undefined);
    const second = place.openMeter({ pricer, ownerId: "owner-2" });
    assert.equal(second.snapshot("UTC").role, "follower");
    assert.deepEqual(second.snapshot("UTC").today, after.today);
    second.close();
    meter.close();
  });

  it("sums the day, the week from Monday and the month by tool, and what days before came to", async () => {
    // Monday the 15th in Kolkata, an hour and a half old.
    const today = [call(NOW_MS)];
    const sunday = [call(MIDNIGHT_MS - 1)];
    const lastMonth = [call(Date.UTC(2026, 4, 31, 18))];
    const older = [call(MIDNIGHT_MS - 40 * DAY_MS)];
    place.write("log.jsonl", [...today, ...sunday, ...lastMonth, ...older]);
    const meter = place.openMeter({ pricer });
    await meter.scan();
    const { periods, recentDays, firstDay } = meter.snapshot(ZONE);
    const sumsOf = ({ byTool }: (typeof periods)["day"]) => byTool.map(({ totals }) => totals);
    assert.deepEqual([periods.day.firstDay, periods.day.lastDay], ["2026-06-15", "2026-06-15"]);
    assert.deepEqual([periods.week.firstDay, periods.week.lastDay], ["2026-06-15", "2026-06-21"]);
    assert.deepEqual([periods.month.firstDay, periods.month.lastDay], ["2026-06-01", "2026-06-30"]);
    assert.deepEqual(sumsOf(periods.day), [sumOf(today, pricer)]);
    assert.deepEqual(sumsOf(periods.week), [sumOf(today, pricer)]);
    assert.deepEqual(sumsOf(periods.month), [sumOf([...today, ...sunday], pricer)]);
    assert.deepEqual(
      recentDays.map(({ day, costNanos }) => [day, costNanos]),
      [
        ["2026-05-31", sumOf(lastMonth, pricer).costNanos],
        ["2026-06-14", sumOf(sunday, pricer).costNanos],
      ],
    );
    assert.equal(firstDay, "2026-05-06");
  });
});
