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
});

describe("a member's day on the board", () => {
  it("counts as the client counts it", () => {
    const day = countMemberDay([
      { mode: 1, in: 10, out: 20, cr: 5_000, cw: 30, turns: 2 },
      { mode: 0, in: 1, out: 2, cr: 3, cw: 4, turns: 0 },
    ]);
    const { seen, counted } = countDay({
      steered: { ...NO_TOKENS, freshInput: 10, output: 20, cacheRead: 5_000, cacheWrite1h: 30 },
      unattended: { ...NO_TOKENS, freshInput: 1, output: 2, cacheRead: 3, cacheWrite1h: 4 },
      humanTurns: 2,
    });
    assert.deepEqual(day, { seen, counted, turns: 2, steered: 5_060 });
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
    }));
    for (const figure of Object.values(countMemberDay(sums))) assert.ok(Number.isSafeInteger(figure));
  });
});
