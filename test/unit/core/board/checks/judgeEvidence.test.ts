import assert from "node:assert/strict";
import { judgeEvidence, type EvidenceGround } from "../../../../../src/core/board/checks/judgeEvidence.ts";
import type { SessionClaim } from "../../../../../src/shared/board/evidence.ts";

const hashOf = (n: number): string => String(n).padStart(22, "A");

function claim(n: number, change: Partial<SessionClaim> = {}): SessionClaim {
  const sums = { calls: 9, in: 1_000, out: 100, cr: 8_000, cw: 900, turns: 3 };
  return { hash: hashOf(n), firstHour: 100, lastHour: 101, ...sums, ...change };
}

const GROUND: EvidenceGround = {
  rows: { in: 2_000, out: 200, cr: 16_000, cw: 1_800 },
  firstHour: 100,
  lastHour: 820,
  ofOthers: new Map(),
};

const outcome = (claims: readonly SessionClaim[], change: Partial<EvidenceGround> = {}): string =>
  judgeEvidence({ v: 1, claims: [...claims] }, { ...GROUND, ...change }).outcome;

describe("evidence", () => {
  it("passes where its sums are those of the rows, to one in a hundred", () => {
    assert.equal(outcome([claim(1), claim(2)]), "passed");
    assert.equal(outcome([claim(1), claim(2, { cr: 8_160 })]), "passed");
    assert.equal(outcome([claim(1), claim(2, { cr: 8_161 })]), "sums");
    assert.equal(outcome([claim(1), claim(2, { cr: 7_840 })]), "passed");
    assert.equal(outcome([claim(1), claim(2, { cr: 7_839 })]), "sums");
    assert.equal(outcome([claim(1)]), "sums");
    assert.equal(outcome([], { rows: { in: 0, out: 0, cr: 0, cw: 0 } }), "passed");
  });

  it("may tell of less where there are more sessions than it holds", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => claim(i, { in: 0, out: 0, cr: 1, cw: 0 }));
    assert.equal(outcome(many, { rows: { in: 0, out: 0, cr: 30_000, cw: 0 } }), "passed");
    assert.equal(outcome(many, { rows: { in: 0, out: 0, cr: 15_000, cw: 0 } }), "sums");
  });

  it("has no session twice, none outside of the window, none that ends before it begins and none that cannot be", () => {
    assert.equal(outcome([claim(1), claim(1)]), "bounds");
    assert.equal(outcome([claim(1), claim(2, { firstHour: 99 })]), "bounds");
    assert.equal(outcome([claim(1), claim(2, { lastHour: 821 })]), "bounds");
    assert.equal(outcome([claim(1), claim(2, { firstHour: 102, lastHour: 101 })]), "bounds");
    assert.equal(outcome([claim(1), claim(2, { cr: 100_000_000_001 })]), "bounds");
  });

  it("of sessions that another has told first is somebody else's, if they are most of it", () => {
    assert.equal(outcome([claim(1), claim(2)], { ofOthers: new Map([[hashOf(1), 10_000]]) }), "passed");
    const most = [claim(1), claim(2, { cr: 7_999 })];
    assert.equal(outcome(most, { ofOthers: new Map([[hashOf(1), 10_000]]) }), "shared");
    assert.equal(
      judgeEvidence({ v: 1, claims: most }, { ...GROUND, ofOthers: new Map([[hashOf(1), 10_000]]) }).shared,
      10_000,
    );
  });

  it("is somebody else's only as far as they told of it", () => {
    const both = [claim(1), claim(2)];
    const sharedOf = (...told: readonly (readonly [string, number])[]): number =>
      judgeEvidence({ v: 1, claims: both }, { ...GROUND, ofOthers: new Map(told) }).shared;
    assert.equal(sharedOf([hashOf(1), 0], [hashOf(2), 1]), 1);
    assert.equal(sharedOf([hashOf(1), 90_000]), 10_000);
  });
});
