import assert from "node:assert/strict";
import type { ModelUse } from "../../../../../src/core/achievements/dayFacts.ts";
import {
  practiceFigures,
  type OutcomeSums,
  type PracticeInput,
} from "../../../../../src/core/board/publication/practiceFigures.ts";
import { NO_TOKENS } from "../../../../../src/shared/tokenCounts.ts";

const use = (model: string, calls: number, change: Partial<ModelUse> = {}): ModelUse => ({
  tool: "claudeCode",
  model,
  calls,
  tokens: { ...NO_TOKENS, freshInput: calls * 1_000, cacheRead: calls * 19_000, output: calls * 500 },
  costNanos: 0,
  ...change,
});

const OUTCOMES: OutcomeSums = {
  effAdded: 400,
  effMatured: 300,
  effSurviving: 240,
  reworked: 100,
  costMaturedMicro: 120_000_000,
  merged: 5,
  testRuns: 20,
  testGreen: 15,
  promptToMerge: [
    [2, 1],
    [4, 3],
    [40, 1],
  ],
};

const INPUT: PracticeInput = {
  prompt: 50_000_000,
  cacheRead: 47_500_000,
  seen: 60_000_000,
  steered: 45_000_000,
  turns: 20,
  costMicro: 50_000_000,
  uses: [use("claude-opus-4-5", 300)],
  outcomes: OUTCOMES,
};

/** A tenth of a cent per call of the one, a cent of the other. */
const priceOf = (_tool: string, model: string): number | undefined =>
  model === "claude-opus-4-5" ? 10_000_000 : model === "claude-haiku-4-5" ? 1_000_000 : undefined;
const figure = (change: Partial<PracticeInput>, metric: string): number | undefined =>
  new Map<string, number>(practiceFigures({ ...INPUT, ...change }, priceOf)).get(metric);

describe("metrics of practice", () => {
  it("are what their formulas say", () => {
    assert.deepEqual(
      [...practiceFigures(INPUT, priceOf)],
      [
        ["cacheHit", 0.95],
        ["steeredShare", 0.75],
        ["contextThrift", 0.1],
        ["survival", 0.8],
        ["rework", 0.25],
        ["costPerSurvivingLine", 0.5],
        ["costPerMergedChange", 10],
        ["greenRate", 0.75],
        ["promptToMerge", 4],
      ],
    );
  });

  it("say nothing below their least number, as that is unknown and not zero", () => {
    const cases: readonly (readonly [Partial<PracticeInput>, string])[] = [
      [{ prompt: 49_999_999 }, "cacheHit"],
      [{ turns: 19 }, "steeredShare"],
      [{ uses: [use("claude-opus-4-5", 199)] }, "contextThrift"],
      [{ outcomes: { ...OUTCOMES, effMatured: 199 } }, "survival"],
      [{ outcomes: { ...OUTCOMES, effAdded: 199 } }, "rework"],
      [{ outcomes: { ...OUTCOMES, effSurviving: 199 } }, "costPerSurvivingLine"],
      [{ outcomes: { ...OUTCOMES, merged: 4 } }, "costPerMergedChange"],
      [{ outcomes: { ...OUTCOMES, merged: 4 } }, "promptToMerge"],
      [{ outcomes: { ...OUTCOMES, testRuns: 19 } }, "greenRate"],
    ];
    for (const [change, metric] of cases) assert.equal(figure(change, metric), undefined, metric);
    for (const metric of ["survival", "rework", "greenRate"])
      assert.equal(figure({ outcomes: undefined }, metric), undefined);
  });

  it("compare models only where two of them make up a twentieth of the calls", () => {
    const both = (opus: number, haiku: number): readonly ModelUse[] => [
      use("claude-opus-4-5", opus, { costNanos: opus * 10_000_000 }),
      use("claude-haiku-4-5", haiku, { costNanos: haiku * 1_000_000 }),
    ];
    // Half of the calls cost a tenth.
    assert.equal(figure({ uses: both(150, 150) }, "rightSizing"), 0.45);
    assert.equal(figure({ uses: both(290, 10) }, "rightSizing"), undefined);
    assert.equal(figure({ uses: both(300, 0).slice(0, 1) }, "rightSizing"), undefined);
  });

  it("take the prompt of a median call, and leave out models whose window is not known", () => {
    const uses = [
      use("claude-opus-4-5", 200),
      use("claude-opus-4-5", 150, { tokens: { ...NO_TOKENS, freshInput: 150 * 100_000 } }),
    ];
    assert.equal(figure({ uses }, "contextThrift"), 0.1);
    assert.equal(figure({ uses: [use("model-of-nobody", 500)] }, "contextThrift"), undefined);
  });
});
