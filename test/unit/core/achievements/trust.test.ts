import assert from "node:assert/strict";

import type { BoardFacts } from "../../../../src/core/achievements/boardFacts.ts";
import { evaluateBadges } from "../../../../src/core/achievements/evaluateBadges.ts";
import { makeHistory } from "../../../../src/core/achievements/history.ts";
import type { BadgeStanding } from "../../../../src/shared/gameSnapshot.ts";

function badge(id: string, facts: BoardFacts): BadgeStanding | undefined {
  const history = makeHistory([], "2026-11-20", () => undefined, facts);
  return evaluateBadges(history, [], 5).badges.find((one) => one.id === id);
}

describe("badges of trust", () => {
  it("are not earned by having no board, and say what they take", () => {
    assert.equal(badge("open-book", {})?.state, "locked");
    assert.equal(badge("open-book", {})?.standing, "the preview not read yet, no export made yet");
    assert.equal(badge("true-up", {})?.standing, "no corrected total synced and no question settled yet");
  });

  it("Open Book takes both the preview and an export", () => {
    assert.deepEqual(badge("open-book", { previewRead: 1 })?.earned, []);
    assert.deepEqual(badge("open-book", { exported: 1 })?.earned, []);
    assert.deepEqual(badge("open-book", { previewRead: 1, exported: 2 })?.earned, [
      { grade: undefined, atMs: 5, figures: "the preview read, an export made" },
    ]);
  });

  it("True Up takes a correction that the board has, or a question that was settled", () => {
    for (const facts of [{ corrected: 1 }, { appealResolved: 1 }]) {
      assert.equal(badge("true-up", facts)?.state, "earned");
    }
    assert.equal(
      badge("true-up", { corrected: 1, appealResolved: 2 })?.earned[0]?.figures,
      "one corrected total synced",
    );
    assert.equal(badge("true-up", { appealResolved: 1 })?.earned[0]?.figures, "one question settled in your favour");
    assert.equal(badge("true-up", { exported: 1, previewRead: 1 })?.state, "locked");
  });
});
