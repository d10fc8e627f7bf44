import assert from "node:assert/strict";
import { checkMember, MEMBER_CHECKS, MEMBER_CHECK_LIMITS } from "../../../../../src/core/board/checks/memberChecks.ts";
import type { BoardUse, CheckedDay, MemberUse } from "../../../../../src/core/board/checks/memberUse.ts";

const TODAY = 20_000;
const OFFICE = 0b0000_0000_1111_1111_0000_0000;

function day(back: number, change: Partial<CheckedDay> = {}): CheckedDay {
  const usual = { seen: 10e6, counted: 10e6, steered: 9e6, turns: 20, hours: OFFICE, reported: 0, recount: 0 };
  return { day: TODAY - back, ...usual, ...change };
}

const days = (count: number, change: Partial<CheckedDay> = {}): CheckedDay[] =>
  Array.from({ length: count }, (_, i) => day(count - 1 - i, change));

function use(change: Partial<MemberUse> = {}): MemberUse {
  return { today: TODAY, days: days(28), unattended: [], score: 280e6, deviceDays: [TODAY - 100], ...change };
}

/** A thousand members, of whom the middle half has 50 to 500 million. */
const BOARD: BoardUse = {
  members: 1_000,
  total: 700e9,
  medianScore: 140e6,
  scores: { median: Math.log10(140e6), deviation: 0.53, count: 1_000 },
  days: { median: 7, deviation: 0.55, count: 20_000 },
};

const found = (of: MemberUse, board = BOARD): readonly (readonly [string, string])[] =>
  checkMember(of, board).signals.map(({ id, effect }) => [id, effect]);

describe("the checks of a member", () => {
  it("find nothing in ordinary work", () => assert.deepEqual(found(use()), []));

  it("C6 is about much more than the text holds, and never about less", () => {
    const with6 = (change: Partial<CheckedDay>) => found(use({ days: [...days(28).slice(0, -1), day(0, change)] }));
    assert.deepEqual(with6({ reported: 300_000, recount: 10_000 }), []);
    assert.deepEqual(with6({ reported: 300_001, recount: 10_000 }), [["C6", "ask"]]);
    assert.deepEqual(with6({ reported: 100_000, recount: 1 }), [["C6", "ask"]]);
    assert.deepEqual(with6({ reported: 99_999, recount: 1 }), []);
    assert.deepEqual(with6({ reported: 10_000, recount: 9e6 }), []);
    // Not recounted: nothing is known.
    assert.deepEqual(with6({ reported: 9e6, recount: 0 }), []);
  });

  it("C9 needs five days of twenty hours in a week", () => {
    const busy = (count: number, hours: number) =>
      found(use({ days: [...days(28).slice(0, 28 - count), ...days(count, { hours })] }));
    assert.deepEqual(busy(5, 0xf_ff_ff), [["C9", "label"]]);
    assert.deepEqual(busy(4, 0xf_ff_ff), []);
    assert.deepEqual(busy(5, 0x7_ff_ff), []);
  });

  it("C9 sees hours that are spread evenly over days, but not in a few of them", () => {
    const shifting = (count: number) =>
      Array.from({ length: count }, (_, i) => day(count - 1 - i, { hours: i % 2 === 0 ? 0xfff : 0xfff000 }));
    assert.deepEqual(found(use({ days: shifting(14) })), [["C9", "label"]]);
    assert.deepEqual(found(use({ days: shifting(8) })), []);
  });

  it("C10 needs both: mostly unattended, and few turns", () => {
    const week = (change: Partial<CheckedDay>) => found(use({ days: days(7, change) }));
    assert.deepEqual(week({ steered: 2e6, turns: 1 }), []);
    assert.deepEqual(week({ steered: 2e6 - 1, turns: 1 }), [["C10", "label"]]);
    assert.deepEqual(week({ steered: 0, turns: 2 }), []);
  });

  it("C11 tells a schedule from work of the same volume", () => {
    const hours = (calls: (i: number) => number, count = 6) =>
      Array.from({ length: count }, (_, i) => ({ device: 1, tool: "pi", model: "m", h: i, calls: calls(i) }));
    const of = (unattended: MemberUse["unattended"]) => found(use({ unattended }));
    assert.deepEqual(of(hours((i) => (i === 0 ? 7 : 60 + (i % 2)))), [["C11", "label"]]);
    assert.deepEqual(of(hours((i) => 60 + 8 * (i % 2))), []);
    // Three whole hours of 60 are fewer than 200 calls; gaps of 30 seconds are not above 30.
    assert.deepEqual(of(hours(() => 60, 5)), []);
    assert.deepEqual(of(hours(() => 120)), []);
    assert.deepEqual(of(hours(() => 119)), [["C11", "label"]]);
  });

  it("C12 is about a day far above the own ones that is large for the board", () => {
    const varied = Array.from({ length: 28 }, (_, i) => day(28 - i, { counted: 10 ** (7 + 0.3 * ((i % 3) - 1)) }));
    // The own deviation is 0.3, so that z is 0.6745 / 0.3 of the distance from 7.
    const with12 = (exponent: number, board = BOARD) =>
      found(use({ days: [...varied, day(0, { counted: 10 ** exponent })] }), board);
    const wide: BoardUse = { ...BOARD, days: { median: 5, deviation: 0.3, count: 20_000 } };
    assert.deepEqual(with12(7 + (3.49 * 0.3) / 0.6745, wide), []);
    assert.deepEqual(with12(7 + (3.51 * 0.3) / 0.6745, wide), [["C12", "ask"]]);
    assert.deepEqual(with12(7 + (4.99 * 0.3) / 0.6745, wide), [["C12", "ask"]]);
    assert.deepEqual(with12(7 + (5.01 * 0.3) / 0.6745, wide), [["C12", "provisional"]]);
    assert.deepEqual(with12(7 + (5.01 * 0.3) / 0.6745, { ...wide, members: 99 }), []);
    assert.deepEqual(
      with12(7 + (3.51 * 0.3) / 0.6745, { ...BOARD, days: { median: 7, deviation: 2, count: 20_000 } }),
      [],
    );
  });

  it("C12 knows nothing of somebody who is new, but what the board says", () => {
    assert.deepEqual(found(use({ days: [...days(7).slice(0, 6), day(0, { counted: 3e9 })] })), []);
    const at = (z: number) =>
      found(use({ score: 10 ** (Math.log10(140e6) + (z * 0.53) / 0.6745) }), { ...BOARD, total: 7e12 }).slice(0, 1);
    assert.deepEqual(at(3.4), []);
    assert.deepEqual(at(3.51), [["C12", "ask"]]);
  });

  it("C12 does not take somebody who does the same every day for unusual at the first change", () => {
    const calm: BoardUse = { ...BOARD, days: { median: 5, deviation: 0.3, count: 20_000 } };
    assert.deepEqual(found(use({ days: [...days(28).slice(0, -1), day(0, { counted: 25e6 })] }), calm), []);
  });

  it("C13 asks from a twentieth of the board or five hundred times the usual on", () => {
    const only13 = (score: number, board: BoardUse) => found(use({ score }), { ...board, scores: undefined });
    assert.deepEqual(only13(35e9, BOARD), [["C13", "ask"]]);
    assert.deepEqual(only13(35e9 - 1, BOARD), []);
    assert.deepEqual(only13(70e9, { ...BOARD, total: 7e12 }), [["C13", "ask"]]);
    assert.deepEqual(only13(70e9 - 1, { ...BOARD, total: 7e12 }), []);
    assert.deepEqual(only13(35e9, { ...BOARD, members: 99 }), []);
  });

  it("C14 asks after the fifth new device of a month", () => {
    const joined = (count: number, back = 0) => Array.from({ length: count }, () => TODAY - back);
    assert.deepEqual(found(use({ deviceDays: joined(4) })), []);
    assert.deepEqual(found(use({ deviceDays: joined(5, 29) })), [["C14", "ask"]]);
    assert.deepEqual(found(use({ deviceDays: joined(5, 30) })), []);
  });

  it("goes on where one of them fails, and says which", () => {
    const broken = {
      ...MEMBER_CHECKS,
      C9: () => {
        throw new Error("broken");
      },
    };
    const result = checkMember(use({ deviceDays: Array(9).fill(TODAY) }), BOARD, MEMBER_CHECK_LIMITS, broken);
    assert.deepEqual(result.failed, ["C9"]);
    assert.deepEqual(
      result.signals.map(({ id }) => id),
      ["C14"],
    );
  });

  it("never tells the bounds of C12 and C13", () => {
    const { signals } = checkMember(use({ score: 900e9 }), BOARD);
    assert.deepEqual(
      signals.map(({ id, figures }) => [id, Object.keys(figures)]),
      [
        ["C12", ["counted"]],
        ["C13", ["counted", "ofBoard"]],
      ],
    );
  });
});
