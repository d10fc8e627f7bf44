import assert from "node:assert/strict";
import { LedgerOpener, type Ledger } from "../../../../src/worker/ledger/ledger.ts";
import { GameKeeper } from "../../../../src/worker/game/gameKeeper.ts";
import { SessionKeeper } from "../../../../src/worker/sessions/sessionKeeper.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";
import { makeCall } from "../testRecords.ts";

const ZONE = "UTC";

describe("the keeper of the game", () => {
  let place: TestPlace;
  let ledger: Ledger;

  beforeEach(async () => {
    place = new TestPlace();
    place.write(
      "log.jsonl",
      Array.from({ length: 5 }, (_, index) => makeCall({ family: `f${index}`, sessionId: `s${index}` })),
    );
    await place.scanOnce();
    const owner = { id: "owner-2", pid: process.pid, host: "here" };
    ledger = new LedgerOpener(place.ledgerFile, owner, flatPricer(), () => place.nowMs).open();
    assert.ok(ledger.lease.acquire());
  });

  afterEach(() => {
    ledger.close();
    place.dispose();
  });

  /** A clock by which each look at it takes a while. */
  function slowClock(stepMs: number): () => number {
    let nowMs = place.nowMs;
    return () => (nowMs += stepMs);
  }

  it("works in slices, and rests longer than it worked", () => {
    const keeper = new GameKeeper(new SessionKeeper(), slowClock(60));
    let calls = 0;
    while (!keeper.advance(ledger, ZONE)) {
      calls += 1;
      assert.ok(calls < 1000);
    }
    // Five sessions, one or two a slice, and rests between slices.
    assert.ok(calls > 20, `${calls}`);
    assert.deepEqual(ledger.kept.gateFigures(), { activeDays: 0, steeredShare: 0, cacheHit: 0, goldBadges: 0 });
  });

  it("answers a question at once and in full, rest or not", () => {
    const keeper = new GameKeeper(new SessionKeeper(), slowClock(60));
    keeper.advance(ledger, ZONE);
    const badge = keeper.snapshot(ledger, ZONE).badges.find(({ id }) => id === "season-ticket");
    assert.equal(badge?.standing, "0 of 6 active weeks of the last 8");
    assert.notEqual(ledger.kept.gateFigures(), undefined);
  });

  it("does not rest for ever where the clock is set back", () => {
    let nowMs = place.nowMs;
    const keeper = new GameKeeper(new SessionKeeper(), () => (nowMs += 60));
    assert.equal(keeper.advance(ledger, ZONE), false);
    nowMs -= 3_600_000;
    let calls = 0;
    while (!keeper.advance(ledger, ZONE)) {
      calls += 1;
      assert.ok(calls < 1000);
    }
  });

  it("keeps nothing without the lease", () => {
    ledger.lease.release();
    const keeper = new GameKeeper(new SessionKeeper(), () => place.nowMs);
    assert.equal(keeper.advance(ledger, ZONE), false);
    assert.equal(keeper.snapshot(ledger, ZONE).badges.length, 30);
    assert.equal(ledger.kept.gateFigures(), undefined);
  });
});
