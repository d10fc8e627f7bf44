import assert from "node:assert/strict";
import * as fc from "fast-check";
import { COUNTING_CAPS, countDay, countDays } from "../../../src/core/countedTokens.ts";
import type { DayUse } from "../../../src/core/countedTokens.ts";
import { NO_TOKENS, totalTokens } from "../../../src/shared/tokenCounts.ts";
import type { TokenCounts } from "../../../src/shared/tokenCounts.ts";

const M = 1_000_000;
const NOTHING_LOST = { rereads: 0, perTurn: 0, unattended: 0, perDay: 0 };

function day(parts: {
  steered?: Partial<TokenCounts>;
  unattended?: Partial<TokenCounts>;
  humanTurns?: number;
}): DayUse {
  return {
    steered: { ...NO_TOKENS, ...parts.steered },
    unattended: { ...NO_TOKENS, ...parts.unattended },
    humanTurns: parts.humanTurns ?? 1000,
  };
}

const tokens: fc.Arbitrary<TokenCounts> = fc.record({
  freshInput: fc.nat(100 * M),
  cacheRead: fc.nat(2_000 * M),
  cacheWrite5m: fc.nat(100 * M),
  cacheWrite1h: fc.nat(100 * M),
  output: fc.nat(50 * M),
  reasoning: fc.nat(50 * M),
  webSearches: fc.nat(100),
});
const uses: fc.Arbitrary<DayUse> = fc.record({ steered: tokens, unattended: tokens, humanTurns: fc.nat(200) });

describe("counted tokens of a day", () => {
  it("counts every kind of token of ordinary steered work, once", () => {
    const steered = { freshInput: 1, cacheRead: 20, cacheWrite5m: 300, cacheWrite1h: 4_000, output: 50_000 };
    const counted = countDay(day({ steered: { ...steered, reasoning: 40_000, webSearches: 9 } }));
    assert.deepEqual(counted, { seen: 54_321, counted: 54_321, uncounted: NOTHING_LOST });
  });

  it("counts re-reads up to 40 for each other token and not one more", () => {
    const others = { freshInput: 10, cacheWrite5m: 20, cacheWrite1h: 30, output: 40 };
    assert.equal(countDay(day({ steered: { ...others, cacheRead: 4_000 } })).counted, 4_100);
    assert.deepEqual(countDay(day({ steered: { ...others, cacheRead: 4_001 } })), {
      seen: 4_101,
      counted: 4_100,
      uncounted: { ...NOTHING_LOST, rereads: 1 },
    });
  });

  it("caps the re-reads of steered and unattended tokens each by themselves", () => {
    const counted = countDay(day({ steered: { freshInput: 1_000 }, unattended: { output: 1, cacheRead: 1_000 } }));
    assert.equal(counted.uncounted.rereads, 960);
    assert.equal(counted.counted, 1_041);
  });

  it("counts 20 million steered tokens a human turn and not one more", () => {
    assert.equal(countDay(day({ steered: { freshInput: 40 * M }, humanTurns: 2 })).counted, 40 * M);
    assert.deepEqual(countDay(day({ steered: { freshInput: 40 * M + 1 }, humanTurns: 2 })), {
      seen: 40 * M + 1,
      counted: 40 * M,
      uncounted: { ...NOTHING_LOST, perTurn: 1 },
    });
  });

  it("counts nothing on a day without a human turn", () => {
    const use = day({ steered: { output: 5 }, unattended: { output: 6 }, humanTurns: 0 });
    assert.deepEqual(countDay(use), {
      seen: 11,
      counted: 0,
      uncounted: { ...NOTHING_LOST, perTurn: 5, unattended: 6 },
    });
  });

  it("lets unattended tokens double the steered ones and not one more", () => {
    assert.equal(countDay(day({ steered: { output: 100 }, unattended: { output: 100 } })).counted, 200);
    assert.deepEqual(countDay(day({ steered: { output: 100 }, unattended: { output: 101 } })), {
      seen: 201,
      counted: 200,
      uncounted: { ...NOTHING_LOST, unattended: 1 },
    });
  });

  it("measures unattended tokens by the steered ones left after their own cap", () => {
    const use = day({ steered: { output: 30 * M }, unattended: { output: 30 * M }, humanTurns: 1 });
    assert.equal(countDay(use).counted, 40 * M);
  });

  it("counts 3 billion tokens a day and not one more", () => {
    assert.equal(countDay(day({ steered: { output: 3_000 * M } })).counted, 3_000 * M);
    assert.deepEqual(countDay(day({ steered: { output: 3_000 * M + 1 } })), {
      seen: 3_000 * M + 1,
      counted: 3_000 * M,
      uncounted: { ...NOTHING_LOST, perDay: 1 },
    });
  });

  it("publishes the caps it applies", () => {
    assert.deepEqual(COUNTING_CAPS, {
      rereadsPerOtherToken: 40,
      tokensPerHumanTurn: 20_000_000,
      tokensPerDay: 3_000_000_000,
    });
  });

  it("explains every seen token: counted, or kept out by a named cap", () => {
    fc.assert(
      fc.property(uses, (use) => {
        const { seen, counted, uncounted } = countDay(use);
        const { rereads, perTurn, unattended, perDay } = uncounted;
        assert.equal(seen, totalTokens(use.steered) + totalTokens(use.unattended));
        assert.ok(Math.min(counted, rereads, perTurn, unattended, perDay) >= 0);
        assert.ok(counted <= seen);
        assert.equal(counted + rereads + perTurn + unattended + perDay, seen);
      }),
    );
  });

  it("never counts less for more tokens of any kind or more turns", () => {
    fc.assert(
      fc.property(uses, tokens, fc.nat(50), (use, more, turns) => {
        const before = countDay(use).counted;
        const sum = (part: TokenCounts): TokenCounts => ({
          freshInput: part.freshInput + more.freshInput,
          cacheRead: part.cacheRead + more.cacheRead,
          cacheWrite5m: part.cacheWrite5m + more.cacheWrite5m,
          cacheWrite1h: part.cacheWrite1h + more.cacheWrite1h,
          output: part.output + more.output,
          reasoning: part.reasoning,
          webSearches: part.webSearches,
        });
        assert.ok(countDay({ ...use, steered: sum(use.steered) }).counted >= before);
        assert.ok(countDay({ ...use, unattended: sum(use.unattended) }).counted >= before);
        assert.ok(countDay({ ...use, humanTurns: use.humanTurns + turns }).counted >= before);
      }),
    );
  });
});

describe("counted tokens of several days", () => {
  it("adds up days, each under its own caps", () => {
    const full = day({ steered: { output: 3_000 * M + 5 } });
    const idle = day({ unattended: { output: 7 }, humanTurns: 0 });
    assert.deepEqual(countDays([full, idle, full]), {
      seen: 6_000 * M + 17,
      counted: 6_000 * M,
      uncounted: { rereads: 0, perTurn: 0, unattended: 7, perDay: 10 },
    });
  });

  it("is nothing for no days", () => {
    assert.deepEqual(countDays([]), { seen: 0, counted: 0, uncounted: NOTHING_LOST });
  });
});
