import assert from "node:assert/strict";
import type { UsageRecord } from "../../../src/core/usageRecord.ts";
import { readAnswer } from "../../../src/shared/panelQuestions.ts";
import {
  MOST_SESSION_POINTS,
  type SessionDetails,
  type SessionsQuery,
  type SessionTable,
} from "../../../src/shared/sessionTable.ts";
import { promptTokens } from "../../../src/shared/tokenCounts.ts";
import { addUsage, NO_USAGE } from "../../../src/shared/usageTotals.ts";
import type { LocalMeter } from "../../../src/worker/localMeter.ts";
import { usageOf } from "./eventSums.ts";
import { flatPricer, TestPlace } from "./testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, makeSession, makeTurn, MINUTE_MS, NOON_MS } from "./testRecords.ts";

const pricer = flatPricer();
const ALL: SessionsQuery = { range: { kind: "all" }, filter: {} };

/** A session of a person with an agent, and two small ones of other days. */
const RECORDS: readonly UsageRecord[] = [
  makeTurn({ sessionId: "big" }),
  makeTurn({ id: "turn-2", sessionId: "big", atMs: NOON_MS + 3 * MINUTE_MS }),
  makeSession({ sessionId: "spawned", parentId: "big" }),
  makeCall({ family: "1", sessionId: "big", atMs: NOON_MS + MINUTE_MS }),
  makeCall({ family: "2", sessionId: "big", atMs: NOON_MS + 2 * MINUTE_MS, tokens: { cacheRead: 99_100 } }),
  makeCall({ family: "3", sessionId: "spawned", atMs: NOON_MS + 4 * MINUTE_MS, tokens: { cacheRead: 500_000 } }),
  makeCall({ family: "4", sessionId: "big", agentId: "finder", atMs: NOON_MS + 5 * MINUTE_MS, model: "free-model" }),
  makeCall({ family: "5", sessionId: "big", atMs: NOON_MS + HOUR_MS, cwd: "/home/ann/docs", tokens: { output: 50 } }),
  makeCall({ family: "6", sessionId: "older", atMs: NOON_MS - 3 * DAY_MS, model: "home-made", cwd: undefined }),
  makeCall({ family: "7", sessionId: "oldest", atMs: NOON_MS - 9 * DAY_MS, cwd: "/home/ann/docs" }),
];

describe("sessions of a ledger", () => {
  let place: TestPlace;
  let meter: LocalMeter;

  beforeEach(async () => {
    place = new TestPlace();
    place.write("log.jsonl", RECORDS);
    meter = place.openMeter({ pricer });
    await meter.scan();
  });

  afterEach(() => {
    place.dispose();
  });

  function table(query: SessionsQuery): SessionTable {
    const answer = readAnswer("sessions", meter.ask({ name: "sessions", argument: query }, "UTC"));
    return answer ?? assert.fail("no table");
  }

  function details(id: number | undefined): SessionDetails {
    const answer = readAnswer("session", meter.ask({ name: "session", argument: { id: id ?? -1 } }, "UTC"));
    return answer ?? assert.fail("no details");
  }

  it("are rows with all that lies below them, the newest first", () => {
    const { rows, count } = table(ALL);
    assert.equal(count, 3);
    assert.deepEqual(
      rows.map(({ endMs }) => endMs),
      [NOON_MS + HOUR_MS, NOON_MS - 3 * DAY_MS, NOON_MS - 9 * DAY_MS],
    );
    const totals = { ...NO_USAGE };
    for (const record of RECORDS.slice(0, 8)) if (record.kind === "call") addUsage(totals, usageOf(record, pricer));
    const { id, ...big } = rows[0] ?? assert.fail("no row");
    assert.ok(id > 0);
    assert.deepEqual(big, {
      tool: "records",
      project: "/home/ann/shop",
      startMs: NOON_MS + MINUTE_MS,
      endMs: NOON_MS + HOUR_MS,
      turns: 2,
      totals,
      // All but the call an hour later.
      steeredTokens: 1000 + 100_100 + 501_000 + 1000,
      peakPromptTokens: 100_000,
      peakWindowShare: 0.5,
      models: ["claude-opus-4-5", "free-model"],
      agents: 2,
    });
  });

  it("leave open what is not known", () => {
    const older = table(ALL).rows[1];
    assert.deepEqual([older?.project, older?.turns, older?.peakPromptTokens], ["", 0, 900]);
    assert.equal(older !== undefined && "peakWindowShare" in older, false);
  });

  it("are those with a call in the range that passes the filter", () => {
    const found = (query: SessionsQuery): readonly (string | undefined)[] =>
      table(query).rows.map(({ totals, models }) => `${models[0]} ${totals.calls}`);
    const big = "claude-opus-4-5 5";
    assert.deepEqual(found({ range: { kind: "last", days: 4 }, filter: {} }), [big]);
    assert.deepEqual(found({ range: { kind: "last", days: 5 }, filter: {} }), [big, "home-made 1"]);
    assert.deepEqual(found({ ...ALL, filter: { model: "free-model" } }), [big]);
    assert.deepEqual(found({ ...ALL, filter: { project: "/home/ann/docs" } }), [big, "claude-opus-4-5 1"]);
    assert.deepEqual(found({ ...ALL, filter: { project: "" } }), ["home-made 1"]);
    assert.deepEqual(found({ ...ALL, filter: { tool: "other" } }), []);
  });

  it("tell of one session call by call", () => {
    const [row] = table(ALL).rows;
    const big = details(row?.id);
    assert.deepEqual(big.row, row);
    assert.equal(big.calls, 5);
    assert.deepEqual(big.turnTimesMs, [NOON_MS, NOON_MS + 3 * MINUTE_MS]);
    assert.deepEqual(
      big.points.map((point) => [
        (point.atMs - NOON_MS) / MINUTE_MS,
        point.promptTokens,
        point.windowTokens,
        point.outputTokens,
        point.costSoFar.costNanos,
        point.kind,
        point.isSteered,
      ]),
      [
        [1, 900, 200_000, 100, 3000, "own", true],
        [2, 100_000, 200_000, 100, 303_300, "own", true],
        [4, 500_900, 200_000, 100, 1_806_300, "agent", true],
        [5, 900, undefined, 100, 1_806_300, "agent", true],
        [60, 900, 200_000, 50, 1_809_150, "own", false],
      ],
    );
    assert.deepEqual(
      big.points.map(({ costSoFar }) => costSoFar.unpricedTokens),
      [0, 0, 0, 1000, 1000],
    );
    assert.deepEqual(
      big.agents.map(({ name, startMs, endMs, totals }) => [name, startMs, endMs, totals.cacheRead]),
      [
        ["spawned", NOON_MS + 4 * MINUTE_MS, NOON_MS + 4 * MINUTE_MS, 500_000],
        ["finder", NOON_MS + 5 * MINUTE_MS, NOON_MS + 5 * MINUTE_MS, 0],
      ],
    );
    assert.deepEqual(
      big.models.map(({ key, totals }) => [key, totals.calls]),
      [
        ["claude-opus-4-5", 4],
        ["free-model", 1],
      ],
    );
  });

  it("has none where there is no such session", () => {
    for (const id of [-1, 0, 99, Number.MAX_SAFE_INTEGER]) {
      assert.equal(meter.ask({ name: "session", argument: { id } }, "UTC"), null);
    }
  });

  it("tells of the whole where the session turns out to be a part of another", async () => {
    const { id } = table(ALL).rows[1] ?? assert.fail("no row");
    place.write("log.jsonl", [...RECORDS, makeSession({ sessionId: "older", parentId: "big" })]);
    await meter.scan();
    assert.equal(details(id).calls, 6);
    assert.equal(table(ALL).count, 2);
  });

  it("thins out a session of 50,000 calls, and keeps its largest prompt", async () => {
    const length = 50_000;
    const calls = Array.from({ length }, (_, index) =>
      makeCall({
        family: `long ${index}`,
        sessionId: "long",
        atMs: NOON_MS + index * 1000,
        tokens: { cacheRead: index === 33_333 ? 150_000 : (index * 7919) % 100_000 },
      }),
    );
    place.write("long.jsonl", calls);
    await meter.scan();
    const [row] = table(ALL).rows;
    const long = details(row?.id);
    assert.equal(long.calls, length);
    assert.equal(long.row.totals.calls, length);
    assert.equal(long.points.length, MOST_SESSION_POINTS);
    const largest = Math.max(...long.points.map((point) => point.promptTokens));
    assert.equal(largest, promptTokens({ ...makeCall().tokens, cacheRead: 150_000 }));
    assert.equal(largest, long.row.peakPromptTokens);
  }).timeout(240_000);
});
