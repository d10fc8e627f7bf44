import assert from "node:assert/strict";
import * as fc from "fast-check";
import { judgeRow, judgeRows } from "../../../../src/core/board/hardRules.ts";
import { nextRevision, replaces, rowKeyOf } from "../../../../src/core/board/rowKey.ts";
import type { UsageRow } from "../../../../src/shared/board/usageRow.ts";
import { NOON, NOON_MS, wireRow } from "../../../support/server/wireRows.ts";

const now = { receivedAtMs: NOON_MS, addedHours: 0 };
const judge = (change: object): UsageRow | string => judgeRow({ ...wireRow(), ...change }, now);

describe("hard rules for a row", () => {
  it("take an ordinary row as it is", () => {
    assert.deepEqual(judge({}), wireRow());
  });

  for (const [what, change] of Object.entries({
    "a negative figure": { in: -1 },
    "a fraction": { out: 0.5 },
    "a figure above 2^53 - 1": { cr: 2 ** 53 },
    "a text for a number": { cw: "1" },
    "no number at all": { cw: Number.NaN },
    "an unknown mode": { mode: 2 },
    "no revision": { rev: 0 },
  })) {
    it(`H1 refuses ${what}`, () => assert.equal(judge(change), "H1"));
  }
  for (const value of [null, 7, "row", [], undefined])
    it(`H1 refuses ${JSON.stringify(value)} for a row`, () => assert.equal(judgeRow(value, now), "H1"));

  it("H2 takes 35 days back and one hour ahead, and not an hour more", () => {
    assert.equal(typeof judge({ h: NOON - 840 }), "object");
    assert.equal(judge({ h: NOON - 841 }), "H2");
    assert.equal(typeof judge({ h: NOON + 1 }), "object");
    assert.equal(judge({ h: NOON + 2 }), "H2");
  });

  it("H2 looks at the hour that a wrong clock meant", () => {
    const behind = { receivedAtMs: NOON_MS, addedHours: 10 };
    assert.equal(typeof judgeRow(wireRow({ h: NOON - 10 }), behind), "object");
    assert.equal(judgeRow(wireRow({ h: NOON - 8 }), behind), "H2");
  });

  it("H3 refuses a model before its release, with a day's grace", () => {
    const release = Date.UTC(2026, 5, 9);
    const at = (ms: number): UsageRow | string =>
      judgeRow(wireRow({ model: "claude-fable-5", h: ms / 3_600_000 }), { receivedAtMs: release, addedHours: 0 });
    assert.equal(typeof at(release), "object");
    assert.equal(typeof at(release - 24 * 3_600_000), "object");
    assert.equal(at(release - 25 * 3_600_000), "H3");
  });

  it("H3 lets a model pass whose release is not known", () => {
    assert.equal(typeof judge({ model: "other" }), "object");
  });

  it("H8 refuses a row with one more field, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (field, value) => {
        fc.pre(!(field in wireRow()) && field !== "__proto__");
        assert.equal(judge({ [field]: value }), "H8");
      }),
    );
  });
});

describe("hard rules for a batch", () => {
  it("refuse a bad row by its place and keep the others", () => {
    const judged = judgeRows(
      [wireRow(), { ...wireRow(), in: -1 }, wireRow({ h: NOON - 1 }), { ...wireRow(), path: "/" }],
      now,
    );
    assert.deepEqual(
      judged.rows.map(({ i }) => i),
      [0, 2],
    );
    assert.deepEqual(judged.refused, [
      { i: 1, code: "H1" },
      { i: 3, code: "H8" },
    ]);
    assert.equal(judged.repeated, 0);
  });

  it("H7 keeps the highest revision of a key in whatever order they stand", () => {
    const versions = [3, 1, 2].map((rev) => wireRow({ rev, in: rev }));
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: 3 }), (rows) => {
        const judged = judgeRows(rows, now);
        assert.deepEqual(
          judged.rows.map(({ row }) => row),
          [versions[0]],
        );
        assert.equal(judged.repeated, 2);
      }),
    );
  });

  it("account for every row: taken, repeated or refused", () => {
    const any = fc.oneof(
      fc.anything(),
      fc.record({ h: fc.integer(), rev: fc.nat(3) }).map((c) => wireRow(c)),
      fc.constant(wireRow()),
    );
    fc.assert(
      fc.property(fc.array(any), (rows) => {
        const judged = judgeRows(rows, now);
        assert.equal(judged.rows.length + judged.repeated + judged.refused.length, rows.length);
        assert.equal(new Set(judged.rows.map(({ row }) => rowKeyOf(row))).size, judged.rows.length);
      }),
    );
  });
});

describe("the merge rule", () => {
  it("comes to the same state whatever is sent in whatever order, however often", () => {
    const versions = [1, 2, 3, 4, 5].map((rev) => ({ rev, value: rev * 10 }));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...versions)), (sent) => {
        let state: { rev: number; value: number } | undefined;
        for (const each of [...sent, ...versions.slice(-1)]) if (replaces(each.rev, state?.rev)) state = each;
        assert.deepEqual(state, versions.at(-1));
      }),
    );
  });

  it("gives a changed row a higher revision, also when the clock was set back", () => {
    assert.equal(nextRevision(0, 500), 500);
    assert.equal(nextRevision(700, 500), 701);
  });
});
