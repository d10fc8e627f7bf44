import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import * as fc from "fast-check";
import { createLocalCalendar } from "../../../../src/core/localDay.ts";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { SessionCache } from "../../../../src/worker/sessions/sessionCache.ts";
import { recordSource } from "../recordSource.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { makeCall, makeSession, makeTurn, MINUTE_MS, NOON_MS } from "../testRecords.ts";

const calendar = createLocalCalendar("America/St_Johns");

/** All that a cache holds. */
function contentOf(cache: SessionCache) {
  return {
    days: [...cache.playedDays()].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    usage: new Map(cache.usageDays),
    sessions: new Map(cache.sessions()),
  };
}

/** What a cache that has seen nothing before makes of the ledger. */
function anew(database: DatabaseSync): ReturnType<typeof contentOf> {
  const cache = new SessionCache(database, calendar, flatPricer());
  cache.advance(() => true);
  return contentOf(cache);
}

const few = fc.nat({ max: 5 });
const sessionId = few.map((number) => `s${number}`);
/** Within two days, so that sessions cross midnight and turns meet calls. */
const atMs = fc.nat({ max: 300 }).map((steps) => NOON_MS - steps * 10 * MINUTE_MS);

/** Few ids and sessions: copies meet, turns move, sessions get parents late, calls change their owner. */
const record: fc.Arbitrary<UsageRecord> = fc.oneof(
  fc.record({ id: few.map((number) => `t${number}`), sessionId, atMs }).map((turn) => makeTurn(turn)),
  fc.record({ sessionId, parentId: sessionId }).map((session) => makeSession(session)),
  fc
    .record({
      family: fc.nat({ max: 12 }).map((number) => `f${number}`),
      sessionId,
      atMs,
      model: fc.constantFrom("claude-opus-4-5", "gpt-5", "free-model", "auto"),
      agentId: fc.constantFrom(undefined, "agent"),
      quality: fc.constantFrom("exact-call" as const, "session-total" as const),
      ownerMs: few,
      cwd: fc.constantFrom("/a", "/b", undefined),
      tokens: fc.record({ freshInput: fc.nat(90_000), cacheRead: fc.nat(90_000), output: fc.nat(3000) }),
    })
    .map((call) => makeCall(call)),
  fc.record({ member: few, sessionId, atMs }).map(({ member, ...call }) => {
    // Hidden once a record of the family it yields to is there.
    return makeCall({ ...call, family: `y${member}`, yieldsTo: `g${member}` });
  }),
  fc.record({ member: few, sessionId, atMs }).map(({ member, ...call }) => {
    return makeCall({ ...call, family: `g${member}`, member: "m" });
  }),
);

describe("the cache of sessions", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  it("is after each growth what it would be anew", async () => {
    const steps = fc.array(
      fc.record({
        log: fc.constantFrom("a.jsonl", "b.jsonl"),
        records: fc.array(record, { minLength: 1, maxLength: 12 }),
        goesOnFor: fc.constantFrom(0, 1, 100),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (growth) => {
        const own = new TestPlace();
        const meter = own.openMeter();
        await meter.scan();
        // Of another process: it goes by the ledger alone.
        const database = new DatabaseSync(own.ledgerFile, { readOnly: true });
        try {
          const cache = new SessionCache(database, calendar, flatPricer());
          const written: Record<string, readonly UsageRecord[]> = {};
          for (const { log, records, goesOnFor } of growth) {
            written[log] = [...(written[log] ?? []), ...records];
            own.write(log, written[log]);
            await meter.scan();
            let left = goesOnFor;
            cache.advance(() => left-- > 0);
          }
          assert.equal(
            cache.advance(() => true),
            true,
          );
          assert.deepEqual(contentOf(cache), anew(database));
        } finally {
          database.close();
          own.dispose();
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("notices a changed price, a fixed parser and a session that gets a parent", async () => {
    const records: readonly UsageRecord[] = [
      makeTurn({ sessionId: "parent" }),
      makeTurn({ id: "turn-2", sessionId: "never answered" }),
      makeCall({ sessionId: "child", atMs: NOON_MS + MINUTE_MS }),
      makeCall({ family: "call-2", sessionId: "parent", atMs: NOON_MS + 2 * MINUTE_MS }),
    ];
    place.write("log.jsonl", records);
    await place.scanOnce();
    const database = new DatabaseSync(place.ledgerFile, { readOnly: true });
    const cache = new SessionCache(database, calendar, flatPricer());
    const facts = () => {
      assert.equal(
        cache.advance(() => true),
        true,
      );
      assert.deepEqual(contentOf(cache), anew(database));
      return contentOf(cache).days[0]?.facts;
    };
    assert.equal(facts()?.steeredTokens, 1000);
    assert.equal(facts()?.costNanos, 6000);
    assert.equal(facts()?.turns, 2);
    await place.scanOnce({ pricer: flatPricer(5) });
    assert.equal(facts()?.costNanos, 10_000);
    place.write("log.jsonl", [...records, makeSession({ sessionId: "child", parentId: "parent" })]);
    await place.scanOnce({ pricer: flatPricer(5) });
    assert.equal(facts()?.steeredTokens, 2000);
    await place.scanOnce({
      pricer: flatPricer(5),
      sources: [recordSource(2, (one) => (one.kind === "turn" ? undefined : one))],
    });
    assert.equal(facts()?.steeredTokens, 0);
    assert.equal(facts()?.turns, 0);
    database.close();
  });

  it("folds nothing anew where nothing has changed", async () => {
    place.write("log.jsonl", [makeTurn(), makeCall()]);
    await place.scanOnce();
    const database = new DatabaseSync(place.ledgerFile, { readOnly: true });
    const cache = new SessionCache(database, calendar, flatPricer());
    cache.advance(() => true);
    assert.equal(
      cache.advance(() => assert.fail("there is nothing to do")),
      true,
    );
    database.close();
  });

  it("goes on the next time where it was stopped", async () => {
    place.write(
      "log.jsonl",
      [1, 2, 3].map((number) => makeCall({ family: `f${number}`, sessionId: `s${number}` })),
    );
    await place.scanOnce();
    const database = new DatabaseSync(place.ledgerFile, { readOnly: true });
    const cache = new SessionCache(database, calendar, flatPricer());
    let left = 2;
    assert.equal(
      cache.advance(() => left-- > 0),
      false,
    );
    assert.deepEqual([contentOf(cache).days, contentOf(cache).usage.size], [[], 0]);
    assert.equal(
      cache.advance(() => true),
      true,
    );
    assert.equal(contentOf(cache).days[0]?.facts.tokens, 3000);
    database.close();
  });
});
