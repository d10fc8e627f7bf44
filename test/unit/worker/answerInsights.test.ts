import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { CallRecord, UsageRecord } from "../../../src/core/usageRecord.ts";
import { STACKS, type Insights, type InsightsQuery } from "../../../src/shared/insights.ts";
import { readAnswer } from "../../../src/shared/panelQuestions.ts";
import { totalTokens } from "../../../src/shared/tokenCounts.ts";
import { addUsage, NO_USAGE, type UsageTotals } from "../../../src/shared/usageTotals.ts";
import type { LocalMeter } from "../../../src/worker/localMeter.ts";
import { seededRandom } from "../../support/generateHome/random.ts";
import { sumOf } from "./eventSums.ts";
import { flatPricer, TestPlace } from "./testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, makeSession, makeTurn } from "./testRecords.ts";

const pricer = flatPricer();
/** Two weeks around the end of summer time in Europe and in America. */
const START_MS = Date.UTC(2026, 9, 18, 3);
const SPAN_DAYS = 20;
const END_MS = START_MS + SPAN_DAYS * DAY_MS;
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"] as const;

const ALL: InsightsQuery = { range: { kind: "all" }, bucket: "day", stackBy: "tool", filter: {} };

/** Forty sessions with agents, in more projects and models than a chart can show. */
function makeRecords(): readonly UsageRecord[] {
  const random = seededRandom(11);
  const records: UsageRecord[] = [];
  for (let session = 0; session < 40; session += 1) {
    const sessionId = `session-${session}`;
    if (session % 5 === 4) records.push(makeSession({ sessionId, parentId: `session-${session - 1}` }));
    if (session % 3 > 0) {
      const atMs = START_MS + random.int(0, SPAN_DAYS * 24) * HOUR_MS;
      records.push(makeTurn({ id: `turn-${session}`, sessionId, atMs }));
    }
  }
  for (let index = 0; index < 800; index += 1) {
    const quarter = START_MS + random.int(0, SPAN_DAYS * 96 - 1) * 15 * 60_000;
    records.push(
      makeCall({
        family: `call-${index}`,
        atMs: quarter + random.pick([0, 0, -1, 1, 400_000]),
        model: random.pick(["a", "b", "free-c"]),
        quality: random.pick(["exact-call", "exact-call", "estimate", "exact-turn"]),
        calls: random.pick([1, 1, 1, 0]),
        sessionId: `session-${random.int(0, 39)}`,
        agentId: random.pick([undefined, undefined, "finder"]),
        cwd: random.pick([undefined, ...Array.from({ length: 11 }, (_, n) => `/home/ann/${n}`)]),
        branch: random.pick([undefined, "main", "fix"]),
        tokens: { freshInput: random.int(0, 9), cacheRead: random.int(0, 5000), cacheWrite5m: random.int(0, 99) },
      }),
    );
  }
  return records;
}

function sumAll(parts: readonly { readonly totals: UsageTotals }[]): UsageTotals {
  const sum = { ...NO_USAGE };
  for (const { totals } of parts) addUsage(sum, totals);
  return sum;
}

function isCall(record: UsageRecord): record is CallRecord {
  return record.kind === "call";
}

describe("insights of a ledger", () => {
  const records = makeRecords();
  let place: TestPlace;
  let meter: LocalMeter;

  before(async () => {
    place = new TestPlace();
    place.nowMs = END_MS;
    place.write("log.jsonl", records);
    meter = place.openMeter({ pricer });
    await meter.scan();
  });

  after(() => {
    place.dispose();
  });

  function ask(query: InsightsQuery, timeZone = "Europe/Berlin"): Insights {
    const answer = readAnswer("insights", meter.ask({ name: "insights", argument: query }, timeZone));
    assert.ok(answer);
    return answer;
  }

  it("add up to all calls of the ledger, in every time zone", () => {
    const all = sumOf(records.filter(isCall), pricer);
    for (const timeZone of ZONES) {
      const insights = ask(ALL, timeZone);
      assert.deepEqual(insights.totals, all, timeZone);
      assert.deepEqual(insights.totals, meter.report({ by: "tool", timeZone }).totals);
    }
  });

  const day = fc.nat(SPAN_DAYS + 2).map((days) => new Date(START_MS + (days - 1) * DAY_MS).toISOString().slice(0, 10));
  const filter = fc.record(
    {
      tool: fc.constantFrom("records", "no-such-tool"),
      model: fc.constantFrom("a", "b", "free-c"),
      project: fc.constantFrom("", "/home/ann/1", "/home/ann/2"),
    },
    { requiredKeys: [] },
  );
  const anyQuery = fc.record({
    range: fc.oneof(
      fc.constant({ kind: "all" as const }),
      fc.constant({ kind: "month" as const }),
      fc.integer({ min: 1, max: 30 }).map((days) => ({ kind: "last" as const, days })),
      fc.record({ kind: fc.constant("between" as const), from: day, to: day }),
    ),
    bucket: fc.constantFrom("hour" as const, "day" as const, "week" as const, "month" as const),
    stackBy: fc.constantFrom(...STACKS),
    filter,
  });

  it("have parts, series and days that each add up to the whole", () => {
    fc.assert(
      fc.property(anyQuery, fc.constantFrom(...ZONES), (query, timeZone) => {
        const { totals, byTool, byModel, byProject, byKind, series } = ask(query, timeZone);
        for (const parts of [byTool, byModel, byProject, byKind]) assert.deepEqual(sumAll(parts), totals);
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        assert.equal(sum(series.points.flatMap(({ tokens }) => tokens)), totalTokens(totals));
        assert.equal(sum(series.points.flatMap(({ costNanos }) => costNanos)), totals.costNanos);
        for (const { tokens, costNanos } of series.points) {
          assert.deepEqual([tokens.length, costNanos.length], [series.keys.length, series.keys.length]);
        }
        assert.ok(series.keys.length <= 9);
      }),
      { seed: 5, numRuns: 200 },
    );
  }).timeout(240_000);

  it("equal the report of the same days", () => {
    fc.assert(
      fc.property(anyQuery, fc.constantFrom(...ZONES), (query, timeZone) => {
        const { from, to, totals, calendar, ...rest } = ask({ ...query, filter: {} }, timeZone);
        const rows = meter.report({ by: "day", timeZone }).rows.filter(({ key }) => from <= key && key <= to);
        assert.deepEqual(sumAll(rows.map(({ key: _key, ...row }) => ({ totals: row }))), totals);
        assert.deepEqual(
          calendar.filter((one) => from <= one.day && one.day <= to).map((one) => [one.day, one.tokens, one.costNanos]),
          rows.filter(({ key }) => key <= rest.today).map((row) => [row.key, totalTokens(row), row.costNanos]),
        );
        assert.equal(rest.burn.perActiveDay.days, rows.length);
      }),
      { seed: 6, numRuns: 100 },
    );
  }).timeout(240_000);

  it("tell in hours what they tell in days, by whatever they are stacked", () => {
    for (const timeZone of ZONES) {
      for (const stackBy of STACKS) {
        const inHours = ask({ ...ALL, range: { kind: "last", days: 14 }, bucket: "hour", stackBy }, timeZone).series;
        const inDays = ask({ ...ALL, range: { kind: "last", days: 14 }, stackBy }, timeZone).series;
        assert.deepEqual(inHours.keys, inDays.keys);
        const sums = new Map<string, number[]>();
        for (const { label, tokens } of inHours.points) {
          const key = label.slice(0, 10);
          sums.set(
            key,
            tokens.map((amount, index) => amount + (sums.get(key)?.[index] ?? 0)),
          );
        }
        assert.deepEqual(
          [...sums],
          inDays.points.map(({ label, tokens }) => [label, tokens]),
        );
      }
    }
  });

  it("follow each change of the ledger", async () => {
    const own = new TestPlace();
    try {
      own.nowMs = END_MS;
      const follower = own.openMeter({ pricer });
      const answerOf = (one: LocalMeter): Insights =>
        readAnswer("insights", one.ask({ name: "insights", argument: ALL }, "Europe/Berlin")) ??
        assert.fail("no insights");
      assert.deepEqual(answerOf(follower).totals, NO_USAGE);
      // Turns come before calls that they steer, and after them.
      const inOrder = [
        ...records.slice(20, 60),
        ...records.slice(200),
        ...records.slice(0, 20),
        ...records.slice(60, 200),
      ];
      for (const length of [1, 200, 500, inOrder.length - 155, inOrder.length]) {
        own.write("log.jsonl", inOrder.slice(0, length));
        await follower.scan();
        const answer = answerOf(follower);
        assert.deepEqual(answer.totals, sumOf(inOrder.slice(0, length).filter(isCall), pricer));
        assert.deepEqual(answer, answerOf(own.openMeter({ pricer })));
      }
      assert.ok(answerOf(follower).counted.seen > 0);
    } finally {
      own.dispose();
    }
  });

  it("compare with as many days before, where the ledger reaches back that far", () => {
    const { before: earlier } = ask({ ...ALL, range: { kind: "last", days: 5 } });
    const since = ask({ ...ALL, range: { kind: "last", days: 10 } }).totals;
    const recent = ask({ ...ALL, range: { kind: "last", days: 5 } }).totals;
    assert.deepEqual(sumAll([{ totals: recent }, { totals: earlier ?? NO_USAGE }]), since);
    assert.equal(ask({ ...ALL, range: { kind: "last", days: 11 } }).before, undefined);
  });

  it("offer all there is to filter by, and keep the year, whatever is asked for", () => {
    const { choices, calendar } = ask({ ...ALL, range: { kind: "last", days: 1 }, filter: { model: "a" } });
    assert.deepEqual(choices.models, ["a", "b", "free-c"]);
    assert.equal(choices.projects.length, 12);
    assert.deepEqual(calendar, ask({ ...ALL, filter: { model: "a" } }).calendar);
    assert.ok(calendar.length > SPAN_DAYS - 2);
  });

  it("refuse a day that does not exist with a sentence", () => {
    const range = { kind: "between" as const, from: "2026-02-31", to: "2026-03-01" };
    assert.throws(() => ask({ ...ALL, range }), /There is no day "2026-02-31"/u);
  });

  it("are complete in an empty ledger", () => {
    const own = new TestPlace();
    try {
      for (const bucket of ["hour", "day", "week", "month"] as const) {
        const query = { ...ALL, bucket, range: { kind: "last" as const, days: 10 } };
        const answer = readAnswer("insights", own.openMeter().ask({ name: "insights", argument: query }, "UTC"));
        assert.deepEqual(answer?.totals, NO_USAGE);
        assert.deepEqual(answer.series.keys, []);
        assert.ok(answer.series.points.length > 0);
        assert.deepEqual(
          [answer.calendar, answer.byTool, answer.whatIf.models, answer.before],
          [[], [], [], undefined],
        );
        assert.equal(answer.burn.monthEnd, undefined);
      }
    } finally {
      own.dispose();
    }
  });

  it("keep calls of days to come, of a clock that was set back, out of all ranges but the whole", () => {
    const own = place.openMeter({ pricer });
    const nowMs = place.nowMs;
    place.nowMs = START_MS + 10 * DAY_MS;
    try {
      const answerOf = (range: InsightsQuery["range"]) =>
        readAnswer("insights", own.ask({ name: "insights", argument: { ...ALL, range } }, "UTC"));
      assert.deepEqual(answerOf({ kind: "all" })?.totals, sumOf(records.filter(isCall), pricer));
      const soFar = answerOf({ kind: "last", days: 30 });
      assert.equal(soFar?.to, "2026-10-28");
      assert.deepEqual(
        soFar?.totals,
        sumOf(
          records.filter(isCall).filter(({ atMs }) => atMs < Date.UTC(2026, 9, 29)),
          pricer,
        ),
      );
    } finally {
      place.nowMs = nowMs;
    }
  });

  it("are what the contract says", () => {
    assert.deepEqual(readAnswer("insights", JSON.parse(JSON.stringify(ask(ALL)))), ask(ALL));
  });
});
