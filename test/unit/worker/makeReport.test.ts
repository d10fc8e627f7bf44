import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { CallRecord } from "../../../src/core/usageRecord.ts";
import { REPORT_KINDS, type ReportKind, type ReportQuery } from "../../../src/shared/report.ts";
import { UserError } from "../../../src/shared/userError.ts";
import { seededRandom } from "../../support/generateHome/random.ts";
import { sumBy, sumOf } from "./eventSums.ts";
import { recordSource } from "./recordSource.ts";
import { flatPricer, TestPlace } from "./testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall } from "./testRecords.ts";
import type { LocalMeter } from "../../../src/worker/localMeter.ts";

const START_MS = Date.UTC(2024, 2, 28);
const SPAN_DAYS = 250;

/** Zones off the hour, with summer times of half an hour, and far from UTC. */
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
] as const;

/** Calls over months, many of them within seconds of a full hour in some zone. */
function makeCalls(): readonly CallRecord[] {
  const random = seededRandom(7);
  return Array.from({ length: 900 }, (_, index) => {
    const hour = START_MS + random.int(0, SPAN_DAYS * 24) * HOUR_MS;
    const offMs = random.pick([0, -1, 1, 15, 30, 45, 59.5]) * 60_000 + random.pick([0, -1, 1, 999]);
    return makeCall({
      family: `call-${index}`,
      atMs: hour + offMs,
      model: random.pick(["a", "b", "free-c"]),
      quality: random.pick(["exact-call", "estimate", "exact-turn"]),
      calls: random.pick([1, 1, 1, 0]),
      sessionId: `session-${random.int(1, 40)}`,
      cwd: random.pick([undefined, "/home/ann/shop", "/home/ann/docs"]),
      branch: random.pick([undefined, "main", "fix"]),
      tokens: {
        freshInput: random.int(0, 9),
        cacheRead: random.int(0, 5000),
        output: random.int(0, 700),
        reasoning: 3,
      },
    });
  });
}

/** Day of an instant by the platform's own calendar. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();
function dayOf(atMs: number, timeZone: string): string {
  const format =
    dayFormats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  dayFormats.set(timeZone, format);
  return format.format(atMs);
}

/** ISO week: that of its Thursday, counted from the year's first of January. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((date.getTime() - yearStart) / DAY_MS + 1) / 7);
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}

function keyOf(call: CallRecord, by: ReportKind, timeZone: string): string {
  switch (by) {
    case "day":
      return dayOf(call.atMs, timeZone);
    case "week":
      return weekOf(dayOf(call.atMs, timeZone));
    case "month":
      return dayOf(call.atMs, timeZone).slice(0, 7);
    case "model":
      return call.model;
    case "tool":
      return "records";
    case "project":
      return call.cwd ?? "";
    case "session":
      return call.sessionId;
  }
}

describe("a report", () => {
  const calls = makeCalls();
  const pricer = flatPricer();
  let place: TestPlace;
  let meter: LocalMeter;

  before(async () => {
    place = new TestPlace();
    place.nowMs = START_MS + (SPAN_DAYS + 2) * DAY_MS;
    place.write("log.jsonl", calls);
    meter = place.openMeter({ pricer });
    await meter.scan();
  });

  after(() => {
    place.dispose();
  });

  function check(query: ReportQuery): void {
    const report = meter.report(query);
    const inSpan = calls.filter(
      ({ atMs }) => atMs >= (query.sinceMs ?? -Infinity) && atMs < (query.untilMs ?? Infinity),
    );
    assert.deepEqual(report.totals, sumOf(inSpan, pricer));
    const rows = new Map(report.rows.map(({ key, ...totals }) => [key, totals]));
    assert.equal(rows.size, report.rows.length, "two rows share a key");
    const expected = sumBy(inSpan, pricer, (call) => keyOf(call, query.by, query.timeZone));
    // A period in which nothing was used has no row.
    const used = new Map([...expected].filter(([, totals]) => Object.values(totals).some((sum) => sum !== 0)));
    assert.deepEqual(rows, used);
  }

  for (const by of REPORT_KINDS) {
    it(`by ${by} equals what the calls add up to, in every time zone`, () => {
      for (const timeZone of ZONES) check({ by, timeZone });
    });
  }

  it("equals what the calls of any span add up to", () => {
    const instant = fc
      .tuple(fc.nat(SPAN_DAYS * 24), fc.constantFrom(0, 1, -1, 15 * 60_000, 1_234_567))
      .map(([hour, off]) => START_MS + hour * HOUR_MS + off);
    const query = fc.record({
      by: fc.constantFrom(...REPORT_KINDS),
      timeZone: fc.constantFrom(...ZONES),
      sinceMs: fc.option(instant, { nil: undefined }),
      untilMs: fc.option(instant, { nil: undefined }),
    });
    fc.assert(fc.property(query, check), { seed: 21, numRuns: 150 });
  }).timeout(120_000);

  it("has no rows for a span that ends before it begins", () => {
    const report = meter.report({ by: "day", timeZone: "UTC", sinceMs: START_MS + DAY_MS, untilMs: START_MS });
    assert.deepEqual([report.rows, report.totals.calls], [[], 0]);
  });

  it("orders days by time and models by their tokens", () => {
    const days = meter.report({ by: "day", timeZone: "Asia/Kolkata" }).rows.map((row) => row.key);
    assert.deepEqual(days, days.toSorted());
    const models = meter
      .report({ by: "session", timeZone: "UTC" })
      .rows.map((row) => row.freshInput + row.cacheRead + row.output);
    assert.deepEqual(
      models,
      models.toSorted((a, b) => b - a),
    );
  });

  it("tells when the logs were last looked at", () => {
    assert.equal(meter.report({ by: "tool", timeZone: "UTC" }).asOfMs, place.nowMs);
  });

  it("refuses a time zone that does not exist with a sentence", () => {
    assert.throws(() => meter.report({ by: "day", timeZone: "Mars/Olympus" }), UserError);
  });

  it("tells sessions of two tools apart that have the same id, and leaves all others as they are", async () => {
    const both = new TestPlace();
    try {
      const ofBoth = [makeCall({ family: "a", sessionId: "shared" }), makeCall({ family: "b", sessionId: "own" })];
      both.write("shared.jsonl", ofBoth);
      const one = { ...recordSource(), id: "one" };
      const other = recordSource(1, (record) => (record.kind === "call" && record.family === "b" ? undefined : record));
      const twice = both.openMeter({ sources: [one, { ...other, id: "other" }] });
      await twice.scan();
      const keys = twice.report({ by: "session", timeZone: "UTC" }).rows.map(({ key }) => key);
      assert.deepEqual(keys.toSorted(), ["one/shared", "other/shared", "own"]);
    } finally {
      both.dispose();
    }
  });

  it("is empty for an empty ledger", () => {
    const empty = new TestPlace();
    try {
      const report = empty.openMeter().report({ by: "month", timeZone: "UTC" });
      assert.deepEqual([report.rows, report.totals.calls, report.asOfMs], [[], 0, undefined]);
    } finally {
      empty.dispose();
    }
  });
});
