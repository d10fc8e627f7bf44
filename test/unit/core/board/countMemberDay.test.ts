import assert from "node:assert/strict";
import * as fc from "fast-check";
import { countMemberDay, type ModeSum } from "../../../../src/core/board/countMemberDay.ts";
import { countDay } from "../../../../src/core/countedTokens.ts";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";

const sum: fc.Arbitrary<ModeSum> = fc.record({
  mode: fc.constantFrom(0 as const, 1 as const),
  in: fc.nat(1e9),
  out: fc.nat(1e9),
  cr: fc.nat(2e9),
  cw: fc.nat(1e9),
  turns: fc.nat(500),
  settling: fc.constantFrom("settled" as const, "pending" as const, "never" as const),
});

describe("a member's day on the board", () => {
  it("counts as the client counts it", () => {
    const day = countMemberDay([
      { mode: 1, in: 10, out: 20, cr: 5_000, cw: 30, turns: 2, settling: "settled" },
      { mode: 0, in: 1, out: 2, cr: 3, cw: 4, turns: 0, settling: "settled" },
    ]);
    const { seen, counted } = countDay({
      steered: { ...NO_TOKENS, freshInput: 10, output: 20, cacheRead: 5_000, cacheWrite1h: 30 },
      unattended: { ...NO_TOKENS, freshInput: 1, output: 2, cacheRead: 3, cacheWrite1h: 4 },
      humanTurns: 2,
    });
    const all = { prompt: 5_048, cacheRead: 5_003, steered: 5_060 };
    assert.deepEqual(day, { seen, counted, settled: counted, pending: 0, turns: 2, ...all });
  });

  it("counts for the rank what has settled, and says what will", () => {
    const row = { mode: 1, in: 100, out: 0, cr: 0, cw: 0, turns: 1 } as const;
    const day = countMemberDay([
      { ...row, settling: "settled" },
      { ...row, in: 20, settling: "pending" },
      { ...row, in: 3, settling: "never" },
    ]);
    assert.deepEqual([day.seen, day.counted, day.settled, day.pending], [123, 123, 100, 20]);
  });

  it("never counts less for more rows, so that what is to come is never below zero", () => {
    fc.assert(
      fc.property(fc.array(sum), (sums) => {
        const { counted, settled, pending } = countMemberDay(sums);
        assert.ok(settled >= 0 && pending >= 0 && counted - settled - pending >= 0);
      }),
    );
  });

  it("counts nothing without a human turn", () => {
    fc.assert(
      fc.property(fc.array(sum), (sums) => {
        assert.equal(countMemberDay(sums.map((each) => ({ ...each, turns: 0 }))).counted, 0);
      }),
    );
  });

  it("counts the same in whatever order and parts it comes", () => {
    fc.assert(
      fc.property(fc.array(sum), (sums) => {
        assert.deepEqual(countMemberDay(sums.toReversed()), countMemberDay(sums));
      }),
    );
  });

  it("stays a whole number that fits, whatever was sent", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const sums = Array.from({ length: 90 }, (_, i) => ({
      mode: i % 2 === 0 ? (0 as const) : (1 as const),
      in: most,
      out: most,
      cr: most,
      cw: most,
      turns: 2 ** 31 - 1,
      settling: "settled" as const,
    }));
    for (const figure of Object.values(countMemberDay(sums))) assert.ok(Number.isSafeInteger(figure));
  });
});
