import assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkRow, type ReceivedRow } from "../../../../../src/core/board/checks/hourChecks.ts";
import type { UsageRow } from "../../../../../src/shared/board/usageRow.ts";
import { NOON, NOON_MS, wireRow } from "../../../../support/server/wireRows.ts";

const HOUR_MS = 3_600_000;

function received(change: Partial<UsageRow> = {}, rest: Partial<Omit<ReceivedRow, "row">> = {}): ReceivedRow {
  return { row: wireRow(change), shiftH: 0, parser: 3, firstSeenMs: NOON_MS + HOUR_MS, ...rest };
}

const found = (row: ReceivedRow): readonly string[] => checkRow(row).map(({ id }) => id);

/** Rows without any tokens but those that are told. */
const bare = { in: 0, out: 0, cr: 0, cw: 0 } as const;

describe("the checks of a row", () => {
  it("find nothing in ordinary work", () => assert.deepEqual(checkRow(received()), []));

  // The wire's figures just at the bound, and the least above it.
  const bounds: readonly (readonly [string, string, Partial<UsageRow>, Partial<UsageRow>])[] = [
    [
      "C1",
      "prompts of 10 calls to a model of 200,000 tokens",
      { ...bare, model: "claude-haiku-4-5", calls: 10, cr: 2_040_000 },
      { cr: 2_040_001 },
    ],
    ["C1", "the row's own largest prompt", { ...bare, calls: 10, maxPrompt: 50_000, cr: 510_000 }, { cr: 510_001 }],
    [
      "C1",
      "a window that the name does not tell",
      { ...bare, calls: 1, model: "claude-sonnet-4-5", cr: 1_020_000 },
      { cr: 1_020_001 },
    ],
    ["C1", "a model that nobody knows", { ...bare, calls: 1, model: "in-house-9", cr: 10_200_000 }, { cr: 10_200_001 }],
    [
      "C1",
      "sums, as many calls as they need",
      { ...bare, calls: 2, model: "claude-haiku-4-5", tool: "codex", maxPrompt: 9, cr: 408_000 },
      { cr: 408_001 },
    ],
    [
      "C1",
      "one call where none is told",
      { ...bare, calls: 0, model: "claude-haiku-4-5", tool: "droid", cr: 204_000 },
      { cr: 204_001 },
    ],
    ["C2", "answers of 2 calls", { ...bare, calls: 2, out: 256_000 }, { out: 256_001 }],
    [
      "C2",
      "answers of a model of another maker",
      { ...bare, calls: 1, model: "gpt-5", out: 400_000 },
      { out: 400_001 },
    ],
    ["C3", "answers in 9 seconds", { ...bare, calls: 10, busy: 9, out: 6_250 }, { out: 6_251 }],
    [
      "C3",
      "answers of a model that nobody knows",
      { ...bare, calls: 10, busy: 1, model: "in-house-9", out: 25_000 },
      { out: 25_001 },
    ],
    ["C4", "calls in 39 seconds", { ...bare, calls: 50, busy: 39 }, { calls: 51 }],
    ["C4", "seconds of 1,000 streams", { ...bare, calls: 1, busy: 3_600_000 }, { busy: 3_600_001 }],
  ];
  for (const [id, what, at, over] of bounds) {
    it(`${id} takes ${what} at the bound, and not one more`, () => {
      assert.deepEqual(found(received(at)), []);
      assert.deepEqual(found(received({ ...at, ...over })), [id]);
    });
  }

  it("C3 and C4 say nothing where the tool does not tell how long calls took", () =>
    assert.deepEqual(found(received({ busy: 0, calls: 9_000, out: 9e6 })), []));

  it("C4 says nothing of few calls, whose seconds are rounded", () =>
    assert.deepEqual(found(received({ ...bare, busy: 1, calls: 19 })), []));

  it("C17 begins a week after the end of the hour, by the corrected clock", () => {
    const end = NOON_MS + HOUR_MS + 7 * 24 * HOUR_MS;
    assert.deepEqual(found(received({}, { firstSeenMs: end })), []);
    assert.deepEqual(found(received({}, { firstSeenMs: end + 1 })), ["C17"]);
    assert.deepEqual(found(received({ h: NOON - 3 }, { shiftH: 3, firstSeenMs: end })), []);
  });

  it("C18 is about versions that tell nothing, and not about new ones", () => {
    assert.deepEqual(found(received({}, { parser: 0 })), ["C18"]);
    assert.deepEqual(found(received({}, { parser: 1_000_000 })), []);
  });

  it("tells the figures and the bound that they broke", () =>
    assert.deepEqual(checkRow(received({ ...bare, calls: 2, out: 300_000 })), [
      { id: "C2", figures: { output: 300_000, most: 256_000, calls: 2 } },
    ]));

  it("finds ten times a full prompt, whatever the model", () => {
    const models = ["claude-opus-4-5", "claude-haiku-4-5", "claude-opus-4-8", "gpt-5"];
    for (const model of models) {
      const prompt = found(received({ ...bare, model, calls: 30, cr: 30 * 110_000 * 10, maxPrompt: 110_000 }));
      assert.deepEqual(prompt, ["C1"], model);
    }
  });

  it("never finds anything in what single calls within all limits add up to", () => {
    const call = fc.record({
      prompt: fc.integer({ min: 1, max: 200_000 }),
      out: fc.integer({ min: 1, max: 64_000 }),
      speed: fc.integer({ min: 5, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 300 }), (calls) => {
        const sum = (of: (each: (typeof calls)[number]) => number): number => calls.reduce((all, c) => all + of(c), 0);
        const row: Partial<UsageRow> = {
          ...bare,
          calls: calls.length,
          cr: sum(({ prompt }) => prompt),
          out: sum(({ out }) => out),
          maxPrompt: Math.max(...calls.map(({ prompt }) => prompt)),
          busy: Math.floor(sum(({ out, speed }) => Math.max(0.8, out / speed))),
        };
        assert.deepEqual(found(received(row)), []);
      }),
    );
  });

  it("never fails, whatever figures a row has", () => {
    const figure = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(figure, figure, figure, fc.integer({ min: 0, max: 2_147_483_647 }), (cr, out, calls, busy) => {
        for (const { figures } of checkRow(received({ cr, out, calls, busy })))
          assert.ok(Object.values(figures).every(Number.isFinite));
      }),
    );
  });
});
