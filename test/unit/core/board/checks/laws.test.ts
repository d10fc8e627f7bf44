import assert from "node:assert/strict";
import * as fc from "fast-check";
import { sumMember, takeRows } from "../../../../support/integrity/judgeMember.ts";
import { onTime, TODAY, type SimulatedRow } from "../../../../support/integrity/simulatedRow.ts";
import { wireRow } from "../../../../support/server/wireRows.ts";

const DAY_CAP = 3_000_000_000;
const figure = fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));

/** Any row that the wire takes, of one of the last days. */
const anyRow = (days: number, turns: fc.Arbitrary<number>): fc.Arbitrary<SimulatedRow> =>
  fc
    .record({
      h: fc.integer({ min: (TODAY - days + 1) * 24, max: TODAY * 24 + 23 }),
      tool: fc.constantFrom("claudeCode", "codex", "droid"),
      model: fc.constantFrom("claude-opus-4-8", "other"),
      mode: fc.constantFrom<0 | 1>(0, 1),
      rev: fc.integer({ min: 1, max: 9 }),
      in: figure,
      out: figure,
      cr: figure,
      cw: figure,
      calls: figure,
      busy: fc.integer({ min: 0, max: 2_147_483_647 }),
      turns,
      maxPrompt: figure,
    })
    .map((change) => onTime(wireRow(change), 1 + (change.h % 3)));

const manyTurns = fc.integer({ min: 0, max: 2_147_483_647 });
const score = (rows: readonly SimulatedRow[]): number => sumMember(takeRows(rows).stored).score;

describe("laws of the score", () => {
  it("no day that somebody makes up moves a score by more than the cap of a day", () => {
    const rows = fc.array(anyRow(10, manyTurns), { maxLength: 30 });
    const madeUp = fc.array(anyRow(1, manyTurns), { maxLength: 30 });
    fc.assert(
      fc.property(rows, madeUp, (before, added) => {
        const moved = Math.abs(score([...before, ...added]) - score(before));
        assert.ok(moved <= DAY_CAP, String(moved));
      }),
    );
  });

  it("without a human turn nothing counts", () => {
    fc.assert(
      fc.property(fc.array(anyRow(10, fc.constant(0)), { maxLength: 30 }), (rows) => assert.equal(score(rows), 0)),
    );
  });

  it("rows that come again, in any order, change nothing", () => {
    const rows = fc.array(anyRow(10, manyTurns), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.nat(), (some, seed) => {
        // Of one key and revision there is one row only: a device never gives the same revision to two values.
        const byKey = new Map(
          some.map((each) => [
            `${each.device} ${each.row.h} ${each.row.tool} ${each.row.model} ${each.row.mode} ${each.row.rev}`,
            each,
          ]),
        );
        const sent = [...byKey.values()];
        const again = [...sent, ...sent].toSorted((a, b) => ((a.row.in ^ seed) % 7) - ((b.row.in ^ seed) % 7));
        assert.equal(score(again), score(sent));
      }),
    );
  });
});
