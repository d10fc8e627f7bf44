import assert from "node:assert/strict";
import * as fc from "fast-check";
import { createLocalCalendar } from "../../../../src/core/localDay.ts";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";
import type { RootSession, SessionCall } from "../../../../src/core/rootSession.ts";
import { findColdStarts } from "../../../../src/core/review/coldStartSaving.ts";
import { findLongContexts } from "../../../../src/core/review/longContexts.ts";
import { findNightRuns } from "../../../../src/core/review/nightRuns.ts";
import { findSavings } from "../../../../src/core/review/findSavings.ts";
import type { ReviewGround } from "../../../../src/core/review/reviewGround.ts";
import { findSmallSessions, modelSteps } from "../../../../src/core/review/smallSessions.ts";
import { UnclaimedCost } from "../../../../src/core/review/unclaimedCost.ts";
import { makeRootSession, makeSessionCall } from "../../../support/rootSessions.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A Monday of the week that is looked at. */
const NOON_MS = Date.UTC(2026, 10, 16, 12);
const WEEK_MS = 7 * 24 * HOUR_MS;
const pricer = createPricer();

function makeGround(changes: Partial<ReviewGround> = {}): ReviewGround {
  return {
    calendar: createLocalCalendar("UTC"),
    pricer,
    unclaimed: new UnclaimedCost(),
    isInWeek: ({ atMs }) => atMs >= NOON_MS && atMs < NOON_MS + WEEK_MS,
    ...changes,
  };
}

/** Opus 4.5: $5 per million fresh, $0.50 read, $6.25 written for five minutes, $25 output. */
const usd = (nanos: number): number => Math.round(nanos / 1e5) / 1e4;

function growing(prompts: readonly number[], changes: Partial<SessionCall> = {}): readonly SessionCall[] {
  return prompts.map((prompt, index) =>
    makeSessionCall({
      ...changes,
      model: "claude-opus-4-5",
      atMs: NOON_MS + index * MINUTE_MS,
      tokens: { cacheRead: prompt - 1000, cacheWrite5m: 1000, output: 100 },
    }),
  );
}

describe("what long contexts cost", () => {
  it("is what a fresh session would not have read again, less what beginning it costs", () => {
    const prompts = [20_000, 150_000, ...Array.from({ length: 10 }, () => 160_000)];
    const found = findLongContexts(makeRootSession(growing(prompts)), makeGround());
    // Ten calls that read 120,000 tokens less at $0.50 a million, and 30,000 tokens written at $6.25 a million.
    assert.deepEqual([found.count, usd(found.amountNanos)], [1, 10 * 0.06 - 0.1875]);
  });

  it("is nothing at the mark, for sub-agents, for sums of many calls, and where a fresh start costs as much", () => {
    const long = Array.from({ length: 10 }, () => 160_000);
    const nothing = { amountNanos: 0, count: 0 };
    assert.deepEqual(
      findLongContexts(makeRootSession(growing(Array.from({ length: 99 }, () => 150_000))), makeGround()),
      nothing,
    );
    assert.deepEqual(findLongContexts(makeRootSession(growing(long, { isAgents: true })), makeGround()), nothing);
    assert.deepEqual(findLongContexts(makeRootSession(growing(long, { isExact: false })), makeGround()), nothing);
    assert.deepEqual(findLongContexts(makeRootSession(growing([20_000, 160_000])), makeGround()), nothing);
    assert.deepEqual(
      findLongContexts(makeRootSession(growing(long)), makeGround()),
      nothing,
      "it began as long as that",
    );
    assert.deepEqual(findLongContexts(makeRootSession([]), makeGround()), nothing);
  });

  it("looks at the calls of the week alone", () => {
    const prompts = [20_000, ...Array.from({ length: 20 }, () => 160_000)];
    const all = findLongContexts(makeRootSession(growing(prompts)), makeGround());
    const isInWeek = ({ atMs }: SessionCall): boolean => atMs >= NOON_MS + 11 * MINUTE_MS;
    const half = findLongContexts(makeRootSession(growing(prompts)), makeGround({ isInWeek }));
    assert.ok(half.amountNanos > 0 && half.amountNanos < all.amountNanos);
  });
});

describe("what cold starts cost", () => {
  it("is what sending the context anew cost more than reading it", () => {
    const calls = [
      makeSessionCall({ atMs: NOON_MS, tokens: { cacheWrite5m: 100_000 } }),
      makeSessionCall({ atMs: NOON_MS + HOUR_MS, tokens: { cacheWrite5m: 100_000 } }),
      makeSessionCall({ atMs: NOON_MS + HOUR_MS + MINUTE_MS, tokens: { cacheRead: 100_000 } }),
    ];
    const found = findColdStarts(makeRootSession(calls), makeGround());
    assert.deepEqual([found.count, usd(found.amountNanos)], [1, 0.575]);
    const later = makeGround({ isInWeek: ({ atMs }) => atMs > NOON_MS + HOUR_MS });
    assert.deepEqual(findColdStarts(makeRootSession(calls), later), { amountNanos: 0, count: 0 });
  });
});

describe("what runs at night cost", () => {
  it("is all that nobody was there for between midnight and six of the local clock", () => {
    const at = (hour: number, isSteered: boolean): SessionCall =>
      makeSessionCall({ atMs: NOON_MS + (12 + hour) * HOUR_MS, isSteered, tokens: { freshInput: 100_000 } });
    const found = (call: SessionCall, timeZone = "UTC"): readonly number[] => {
      const { count, amountNanos } = findNightRuns(
        makeRootSession([call]),
        makeGround({ calendar: createLocalCalendar(timeZone) }),
      );
      return [count, usd(amountNanos)];
    };
    assert.deepEqual(found(at(0, false)), [1, 0.5]);
    assert.deepEqual(found(at(5.99, false)), [1, 0.5]);
    assert.deepEqual(found(at(6, false)), [0, 0]);
    assert.deepEqual(found(at(2, true)), [0, 0]);
    assert.deepEqual(found(at(2, false), "America/New_York"), [0, 0]);
  });
});

describe("what small sessions on the most expensive model cost", () => {
  const sonnet = makeSessionCall({ atMs: NOON_MS, model: "claude-sonnet-4-5", tokens: { freshInput: 10, output: 10 } });
  const small = (changes: Parameters<typeof makeSessionCall>[0] = {}): RootSession =>
    makeRootSession(
      [makeSessionCall({ atMs: NOON_MS, tokens: { freshInput: 10_000, output: 1000 }, ...changes })],
      [NOON_MS - 1],
    );

  it("is the difference to the next cheaper model of the maker that is used as well", () => {
    const haiku = { ...sonnet, ...makeSessionCall({ atMs: NOON_MS, model: "claude-haiku-4-5" }) };
    const gpt = makeSessionCall({ atMs: NOON_MS, model: "gpt-5", tool: "codex" });
    const session = small();
    const steps = modelSteps([...session.calls, sonnet, haiku, gpt], pricer);
    assert.deepEqual(steps, [{ tool: "claudeCode", from: "claude-opus-4-5", to: "claude-sonnet-4-5" }]);
    const found = steps.map((step) => findSmallSessions(session, step, makeGround()));
    // Opus $5 and $25 a million, Sonnet $3 and $15.
    assert.deepEqual(
      found.map(({ count, amountNanos }) => [count, usd(amountNanos)]),
      [[1, 0.03]],
    );
  });

  it("is told of no model that is not used, or hardly", () => {
    assert.deepEqual(modelSteps(small().calls, pricer), []);
    const calls = Array.from({ length: 20 }, () => small().calls).flat();
    assert.deepEqual(modelSteps([...calls, sonnet], pricer), []);
    assert.equal(modelSteps([...calls.slice(1), sonnet], pricer).length, 1);
    assert.deepEqual(modelSteps([], pricer), []);
  });

  it("is nothing for sessions that did more", () => {
    const step = { tool: "claudeCode", from: "claude-opus-4-5", to: "claude-sonnet-4-5" };
    const count = (session: RootSession): number => findSmallSessions(session, step, makeGround()).count;
    assert.equal(count(small({ tokens: { freshInput: 1, output: 2000 } })), 1);
    assert.equal(count(small({ tokens: { freshInput: 1, output: 2001 } })), 0);
    assert.equal(count(small({ isAgents: true })), 0);
    assert.equal(count(small({ isSteered: false })), 0);
    assert.equal(count(small({ model: "claude-sonnet-4-5" })), 0);
    assert.equal(count(makeRootSession(small().calls)), 0, "nobody asked anything");
    const [call] = small().calls;
    assert.ok(call !== undefined);
    assert.equal(count(makeRootSession([call, { ...call }], [NOON_MS])), 1);
    assert.equal(count(makeRootSession([call, { ...call }, { ...call }], [NOON_MS])), 0);
  });
});

describe("savings of a week", () => {
  it("are those worth half a dollar, the largest first, three at most", () => {
    const cold = [0, 1, 2].map((hour) =>
      makeSessionCall({ atMs: NOON_MS + hour * HOUR_MS, tokens: { cacheWrite5m: 100_000 } }),
    );
    const night = makeSessionCall({
      atMs: NOON_MS + 13 * HOUR_MS,
      isSteered: false,
      tokens: { freshInput: 300_000 },
    });
    const cheap = makeSessionCall({ atMs: NOON_MS, tokens: { freshInput: 1000 } });
    const savings = findSavings(
      [makeRootSession(cold), makeRootSession([night]), makeRootSession([cheap], [NOON_MS - 1])],
      makeGround(),
    );
    assert.deepEqual(
      savings.map(({ kind, count, amountNanos }) => [kind, count, usd(amountNanos)]),
      [
        ["nightRuns", 1, 1.5],
        ["coldStarts", 2, 1.15],
      ],
    );
    assert.deepEqual(findSavings([], makeGround()), []);
  });

  it("never come to more than the calls of the week cost, whatever happened in it", () => {
    const call = fc
      .record({
        minutes: fc.integer({ min: -3000, max: 12_000 }),
        model: fc.constantFrom("claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5", "no-such-model"),
        isSteered: fc.boolean(),
        isAgents: fc.boolean(),
        isExact: fc.boolean(),
        tokens: fc.record({
          freshInput: fc.nat(200_000),
          cacheRead: fc.nat(900_000),
          cacheWrite5m: fc.nat(200_000),
          cacheWrite1h: fc.nat(1000),
          output: fc.nat(3000),
        }),
      })
      .map(({ minutes, ...rest }) => makeSessionCall({ atMs: NOON_MS + minutes * MINUTE_MS, ...rest }));
    const session = fc
      .tuple(fc.array(call, { maxLength: 12 }), fc.array(fc.integer({ min: -3000, max: 12_000 }), { maxLength: 4 }))
      .map(([calls, turns]) =>
        makeRootSession(
          calls.toSorted((a, b) => a.atMs - b.atMs),
          turns.map((minutes) => NOON_MS + minutes * MINUTE_MS).toSorted((a, b) => a - b),
        ),
      );
    fc.assert(
      fc.property(fc.array(session, { maxLength: 6 }), (sessions) => {
        const ground = makeGround();
        const savings = findSavings(sessions, ground);
        const cost = sessions
          .flatMap(({ calls }) => calls.filter(ground.isInWeek))
          .reduce((sum, { costNanos }) => sum + (costNanos ?? 0), 0);
        assert.ok(savings.length <= 3);
        assert.ok(savings.every(({ amountNanos, count }) => amountNanos > 0 && count > 0));
        assert.ok(savings.reduce((sum, { amountNanos }) => sum + amountNanos, 0) <= cost);
      }),
      { numRuns: 300 },
    );
  });
});
