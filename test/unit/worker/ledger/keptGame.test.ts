import assert from "node:assert/strict";
import type { GameNews } from "../../../../src/worker/ledger/keptGame.ts";
import { LedgerOpener, type Ledger } from "../../../../src/worker/ledger/ledger.ts";
import { LeaseLost } from "../../../../src/worker/ledger/lease.ts";
import { flatPricer, TestPlace } from "../testMeter.ts";

const NEWS: GameNews = {
  grades: [
    { id: "warm-start", grade: "bronze", atMs: 5, figures: "20 warm sessions" },
    { id: "cache-rescue", grade: undefined, atMs: 5, figures: "2 of 2 weeks" },
  ],
  tier: "Gold",
  figures: { activeDays: 3, steeredShare: 0.5, cacheHit: undefined, goldBadges: 0 },
  atMs: 5,
};

describe("what was reached in a ledger", () => {
  let place: TestPlace;
  let ledger: Ledger;

  beforeEach(() => {
    place = new TestPlace();
    const owner = { id: "owner-1", pid: process.pid, host: "here" };
    ledger = new LedgerOpener(place.ledgerFile, owner, flatPricer(), () => place.nowMs).open();
  });

  afterEach(() => {
    ledger.close();
    place.dispose();
  });

  it("is nothing at first", () => {
    assert.deepEqual(
      [ledger.kept.grades(), ledger.kept.bestTier(), ledger.kept.gateFigures()],
      [[], undefined, undefined],
    );
  });

  it("is kept with its time and figures, which nothing changes any more", () => {
    assert.ok(ledger.lease.acquire());
    ledger.writer.keepGame(NEWS);
    const later = NEWS.grades.map((grade) => ({ ...grade, atMs: 9, figures: "fewer" }));
    ledger.writer.keepGame({ grades: later, tier: "Copper", figures: { activeDays: 1, goldBadges: 0 }, atMs: 9 });
    const byId = ledger.kept.grades().toSorted((a, b) => (a.id > b.id ? -1 : 1));
    assert.deepEqual(byId, NEWS.grades);
    assert.equal(ledger.kept.bestTier(), "Gold");
    assert.deepEqual(ledger.kept.gateFigures(), { activeDays: 1, goldBadges: 0 });
  });

  it("is kept by the holder of the lease alone", () => {
    assert.throws(() => ledger.writer.keepGame(NEWS), LeaseLost);
    assert.deepEqual(ledger.kept.grades(), []);
  });

  it("leaves out grades and tiers that this version does not know", () => {
    ledger.database.exec(`INSERT INTO badge VALUES ('warm-start', 'platinum', 1, ''), ('crisp', 'gold', 1, 'x');
      INSERT INTO best_tier VALUES ('Token Emperor', 1), ('Silver', 1)`);
    assert.deepEqual(ledger.kept.grades(), [{ id: "crisp", grade: "gold", atMs: 1, figures: "x" }]);
    assert.equal(ledger.kept.bestTier(), "Silver");
  });
});
