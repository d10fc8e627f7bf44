import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { BadgeStanding, GameSnapshot, Reached } from "../../../../src/shared/gameSnapshot.ts";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, makeTurn, MINUTE_MS, NOON_MS } from "../testRecords.ts";

const ZONE = "UTC";

/** A session of four turns a minute apart, each answered at once by one call from a warm cache. */
function warmSession(sessionId: string, startMs: number): readonly UsageRecord[] {
  return [0, 1, 2, 3].flatMap((turn) => {
    const atMs = startMs + turn * MINUTE_MS;
    const id = `${sessionId} ${turn}`;
    const tokens = { freshInput: 2000, cacheRead: 18_000, output: 200 };
    return [makeTurn({ id, sessionId, atMs }), makeCall({ family: id, sessionId, atMs: atMs + 1000, tokens })];
  });
}

function badge(snapshot: GameSnapshot, id: string): BadgeStanding {
  const found = snapshot.badges.find((one) => one.id === id);
  assert.ok(found);
  return found;
}

describe("the game", () => {
  let place: TestPlace;

  beforeEach(() => {
    place = new TestPlace();
  });

  afterEach(() => {
    place.dispose();
  });

  const warmSessions = (count: number): readonly UsageRecord[] =>
    Array.from({ length: count }, (_, index) => warmSession(`warm ${index}`, NOON_MS - index * HOUR_MS)).flat();

  it("stands at the beginning in an empty ledger", () => {
    const snapshot = place.openMeter().game(ZONE);
    assert.equal(snapshot.badges.length, 30);
    assert.ok(snapshot.badges.every(({ earned }) => earned.length === 0));
    assert.deepEqual(snapshot.level, { level: 1, points: 0, levelPoints: 0, nextLevelPoints: 3 });
    assert.equal(snapshot.tier, undefined);
    assert.deepEqual(snapshot.titles, []);
  });

  it("follows the ledger, and keeps a badge with the day and the figures", async () => {
    const meter = place.openMeter();
    place.write("log.jsonl", warmSessions(19));
    await meter.scan();
    const before = badge(meter.game(ZONE), "warm-start");
    assert.equal(before.standing, "19 of 20 warm sessions");
    assert.equal(before.state, "in-progress");
    place.nowMs += MINUTE_MS;
    place.write("log.jsonl", warmSessions(20));
    await meter.scan();
    const after = meter.game(ZONE);
    assert.deepEqual(badge(after, "warm-start").earned, [
      { grade: "bronze", atMs: place.nowMs, figures: "20 warm sessions" },
    ]);
    assert.equal(badge(after, "warm-start").standing, "20 of 50 warm sessions");
    assert.ok(after.titles.includes("Warm Start"));
    meter.close();
  });

  it("tells of what was reached once it is kept, and only then", async () => {
    const told: Reached[] = [];
    const meter = place.openMeter({ onReached: (reached) => told.push(reached) });
    place.write("log.jsonl", warmSessions(19));
    await meter.scan();
    meter.game(ZONE);
    const crisp = { id: "crisp", name: "Crisp", grade: "bronze" };
    assert.deepEqual(told, [{ badges: [crisp], tier: "Copper", isFirst: true }]);
    place.nowMs += MINUTE_MS;
    place.write("log.jsonl", warmSessions(20));
    await meter.scan();
    assert.equal(meter.advanceGame(ZONE), true);
    meter.game(ZONE);
    const warmStart = { id: "warm-start", name: "Warm Start", grade: "bronze" };
    assert.deepEqual(told.slice(1), [{ badges: [warmStart], tier: undefined, isFirst: false }]);
    meter.close();
  });

  it("tells a follower nothing: the one that keeps it tells", async () => {
    const told: Reached[] = [];
    place.write("log.jsonl", warmSessions(20));
    const writer = place.openMeter();
    await writer.scan();
    place.openMeter({ ownerId: "owner-2", onReached: (reached) => told.push(reached) }).game(ZONE);
    assert.deepEqual(told, []);
  });

  it("never takes a badge away, whatever the ledger says later", async () => {
    place.write("log.jsonl", warmSessions(20));
    const meter = place.openMeter();
    await meter.scan();
    const { earned } = badge(meter.game(ZONE), "warm-start");
    assert.equal(earned.length, 1);
    meter.close();
    const database = new DatabaseSync(place.ledgerFile);
    database.exec("DELETE FROM event; DELETE FROM turn");
    database.close();
    place.nowMs += 40 * DAY_MS;
    const later = badge(place.openMeter().game(ZONE), "warm-start");
    assert.deepEqual(later.earned, earned);
    assert.equal(later.standing, "0 of 50 warm sessions");
  });

  it("tells snapshots what gates go by only once it is worked out", async () => {
    const millions = { freshInput: 40_000_000, output: 100 };
    const records = Array.from({ length: 20 }, (_, day) =>
      [0, 1, 2].flatMap((turn) => {
        const atMs = NOON_MS - day * DAY_MS + turn * MINUTE_MS;
        const id = `${day} ${turn}`;
        return [makeTurn({ id, atMs }), makeCall({ family: id, atMs, tokens: millions })];
      }),
    ).flat();
    place.write("log.jsonl", records);
    const meter = place.openMeter({ pricer: flatPricer(0) });
    await meter.scan();
    const early = meter.snapshot(ZONE).tier;
    assert.equal(early.tier, "Gold");
    assert.deepEqual(early.nextGates, [{ asks: "8 active days", stands: "not worked out yet", isMet: false }]);
    assert.equal(meter.advanceGame(ZONE), true);
    assert.equal(meter.advanceGame(ZONE), false);
    const late = meter.snapshot(ZONE).tier;
    assert.equal(late.tier, "Platinum");
    assert.equal(late.nextGates[0]?.stands, "20 so far");
    assert.equal(meter.game(ZONE).bestTier, "Platinum");
    place.nowMs += 60 * DAY_MS;
    assert.equal(meter.advanceGame(ZONE), true);
    const idle = meter.game(ZONE);
    assert.equal(idle.tier, undefined);
    assert.equal(idle.bestTier, "Platinum");
    meter.close();
  });

  it("shows a follower what the writer kept, and lets it keep nothing", async () => {
    place.write("log.jsonl", warmSessions(20));
    const writer = place.openMeter();
    await writer.scan();
    const follower = place.openMeter({ ownerId: "owner-2" });
    const badges = (): number =>
      place.look((database) => database.prepare("SELECT * FROM badge WHERE id = 'warm-start'").all().length);
    assert.equal(badge(follower.game(ZONE), "warm-start").earned.length, 1);
    assert.equal(badges(), 0);
    writer.game(ZONE);
    assert.equal(badges(), 1);
    place.nowMs += HOUR_MS;
    assert.deepEqual(badge(follower.game(ZONE), "warm-start").earned, badge(writer.game(ZONE), "warm-start").earned);
  });
});
