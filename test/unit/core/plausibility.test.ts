import assert from "node:assert/strict";
import {
  implausibilityOf,
  isFuture,
  MAX_TOKENS_PER_CALL,
  type Implausibility,
} from "../../../src/core/plausibility.ts";
import type { Quality } from "../../../src/core/usageRecord.ts";
import { NO_TOKENS, TOKEN_FIELDS, type TokenCounts } from "../../../src/shared/tokenCounts.ts";

const NOW_MS = Date.UTC(2026, 5, 15, 12);
const DAY_MS = 86_400_000;

function reasonOf(tokens: TokenCounts, atMs: number, quality: Quality = "exact-call"): Implausibility | undefined {
  return implausibilityOf({ tokens, atMs, quality }, NOW_MS);
}

describe("implausibilityOf", () => {
  it("counts an everyday call, an empty one and the largest that can be", () => {
    assert.equal(reasonOf(NO_TOKENS, NOW_MS), undefined);
    assert.equal(reasonOf({ ...NO_TOKENS, cacheRead: 200_000, output: 900 }, NOW_MS), undefined);
    assert.equal(reasonOf({ ...NO_TOKENS, freshInput: MAX_TOKENS_PER_CALL }, NOW_MS), undefined);
  });

  for (const field of TOKEN_FIELDS) {
    it(`sets aside a negative and an absurd ${field}`, () => {
      assert.equal(reasonOf({ ...NO_TOKENS, [field]: -1 }, NOW_MS), "negative");
      assert.equal(reasonOf({ ...NO_TOKENS, [field]: MAX_TOKENS_PER_CALL + 1 }, NOW_MS), "absurd");
    });
  }

  it("takes for a session's total what would be absurd for a call", () => {
    const total = { ...NO_TOKENS, cacheRead: MAX_TOKENS_PER_CALL + 1 };
    assert.equal(reasonOf(total, NOW_MS, "session-total"), undefined);
    assert.equal(reasonOf({ ...NO_TOKENS, cacheRead: 1e12 }, NOW_MS, "session-total"), "absurd");
  });

  it("takes for a whole turn, in which agents took part, what would be absurd for one of its calls", () => {
    const turn = { ...NO_TOKENS, freshInput: 10_000_000, cacheRead: 140_000_000, output: 150_000 };
    assert.equal(reasonOf(turn, NOW_MS, "exact-turn"), undefined);
    assert.equal(reasonOf(turn, NOW_MS), "absurd");
    assert.equal(reasonOf({ ...NO_TOKENS, cacheRead: 1e11 }, NOW_MS, "exact-turn"), "absurd");
  });

  it("names one reason, the same whatever else is wrong", () => {
    assert.equal(reasonOf({ ...NO_TOKENS, output: -1, cacheRead: 1e12 }, 0), "negative");
    assert.equal(reasonOf({ ...NO_TOKENS, cacheRead: 1e12 }, 0), "absurd");
  });

  it("sets aside what is older than the tools", () => {
    assert.equal(reasonOf(NO_TOKENS, Date.UTC(2022, 0, 1) - 1), "before-2022");
    assert.equal(reasonOf(NO_TOKENS, Date.UTC(2022, 0, 1)), undefined);
    assert.equal(reasonOf(NO_TOKENS, -1), "before-2022");
  });

  it("lets a clock be off by a day and no more", () => {
    assert.equal(reasonOf(NO_TOKENS, NOW_MS + DAY_MS), undefined);
    assert.equal(reasonOf(NO_TOKENS, NOW_MS + DAY_MS + 1), "future");
  });
});

describe("isFuture", () => {
  it("ends when the time has come to within a day", () => {
    const atMs = NOW_MS + 10 * DAY_MS;
    assert.equal(isFuture(atMs, NOW_MS), true);
    assert.equal(isFuture(atMs, NOW_MS + 9 * DAY_MS - 1), true);
    assert.equal(isFuture(atMs, NOW_MS + 9 * DAY_MS), false);
  });
});
