import assert from "node:assert/strict";

import { claudeBlock } from "../../../../src/core/limits/claudeBlock.ts";
import { blockText, currentLimits, limitText } from "../../../../src/core/limits/limitText.ts";
import { US_DOLLAR } from "../../../../src/shared/currency.ts";

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 10, 22, 12);

function hours(...offsets: readonly number[]): { startMs: number; tokens: number; costNanos: number }[] {
  return offsets.map((offset) => ({ startMs: NOON_MS + offset * HOUR_MS, tokens: 100, costNanos: 1e9 }));
}

describe("claudeBlock", () => {
  it("begins with the first hour of use and lasts five", () => {
    const block = claudeBlock(hours(-4, -2, 0), NOON_MS);
    assert.deepEqual(block, {
      startMs: NOON_MS - 4 * HOUR_MS,
      endMs: NOON_MS + HOUR_MS,
      tokens: 300,
      costNanos: 3e9,
    });
  });

  it("begins anew with the first use at its end, and not just before", () => {
    assert.equal(claudeBlock(hours(-5, 0), NOON_MS)?.tokens, 100);
    assert.equal(claudeBlock(hours(-5, -1), NOON_MS - 1)?.tokens, 200);
    assert.equal(claudeBlock(hours(-9, -5, -4, 0), NOON_MS)?.startMs, NOON_MS - 4 * HOUR_MS);
  });

  it("is none where the last one has ended, without use, and for use that is still to come", () => {
    assert.equal(claudeBlock(hours(-5), NOON_MS), undefined);
    assert.equal(claudeBlock([], NOON_MS), undefined);
    assert.equal(claudeBlock(hours(3), NOON_MS), undefined);
  });
});

describe("limits in words", () => {
  const limit = { tool: "codex", atMs: NOON_MS - 180_000, used: 0.62, windowMinutes: 300 };

  it("are those of windows that have not begun anew", () => {
    const told = { ...limit, resetsMs: NOON_MS + 1 };
    const over = { ...limit, resetsMs: NOON_MS };
    const untold = { ...limit, resetsMs: undefined };
    assert.deepEqual(currentLimits([told, over, untold], NOON_MS), [told, untold]);
    assert.deepEqual(currentLimits([untold], NOON_MS + 5 * HOUR_MS), []);
  });

  it("say how much is used, when it begins anew and how old that is", () => {
    assert.equal(
      limitText({ ...limit, resetsMs: NOON_MS + 80 * 60_000 }, "OpenAI Codex", NOON_MS),
      "OpenAI Codex, window of 5 h: 62% used, begins anew in 1 h 20 min (as of 3 min ago)",
    );
    assert.equal(
      limitText({ ...limit, used: 1.2, resetsMs: undefined }, "OpenAI Codex", NOON_MS),
      "OpenAI Codex, window of 5 h: 120% used (as of 3 min ago)",
    );
    const block = { startMs: NOON_MS - HOUR_MS, endMs: NOON_MS + 2 * HOUR_MS, tokens: 3_200_000, costNanos: 4.12e9 };
    assert.equal(
      blockText(block, US_DOLLAR, NOON_MS),
      "Claude, window of 5 hours (estimate): 3.2M tokens, $4.12, ends in 2 h",
    );
  });
});
