import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../src/shared/currency.ts";
import { isGameSnapshot } from "../../../src/shared/isGameSnapshot.ts";
import { isPanelView, readFromPanel, readToPanel } from "../../../src/shared/panelProtocol.ts";
import { makeEmptyGame, makeGame } from "../../support/gameSnapshots.ts";

const VIEW = {
  status: { kind: "normal" },
  isGameOn: true,
  currency: US_DOLLAR,
  budgets: [],
  limits: { told: [] },
  revision: 0,
} as const;

describe("the panel's protocol", () => {
  it("takes what the host sends", () => {
    const tools = ["Claude Code"];
    const statuses = [
      { kind: "starting" },
      { kind: "scanning" },
      { kind: "scanning", fraction: 0.5 },
      { kind: "empty", logsFound: true, tools },
      { kind: "failed", reason: "x" },
    ];
    const messages = [
      { type: "snapshot", number: 1, view: { ...VIEW, game: makeGame(), title: "x" } },
      { type: "update", number: 2, change: { part: "title" } },
      { type: "update", number: 3, change: { part: "isGameOn", isGameOn: false } },
      { type: "update", number: 4, change: { part: "game", game: makeEmptyGame() } },
      ...statuses.map((status) => ({ type: "update", number: 5, change: { part: "status", status } })),
    ];
    for (const message of messages) assert.deepEqual(readToPanel(message), message);
  });

  it("refuses what is only like it", () => {
    const broken = [
      { type: "snapshot", view: VIEW },
      { type: "snapshot", number: 1.5, view: VIEW },
      { type: "snapshot", number: 1, view: { ...VIEW, title: 7 } },
      { type: "snapshot", number: 1, view: { ...VIEW, status: { kind: "empty", logsFound: true, tools: [1] } } },
      { type: "update", number: 1, change: { part: "status", status: { kind: "x" } } },
      { type: "update", number: 1, change: { part: "game" } },
      { type: "update", number: 1, change: { part: "x" } },
      { type: "update", number: 1 },
      { type: "x", number: 1 },
      undefined,
    ];
    for (const message of broken) assert.equal(readToPanel(message), undefined, JSON.stringify(message));
  });

  it("takes of the page its few wishes, and no command, path or address of its own", () => {
    assert.deepEqual(readFromPanel({ type: "ready", extra: 1 }), { type: "ready" });
    assert.deepEqual(readFromPanel({ type: "act", action: "rescan", argument: "x" }), {
      type: "act",
      action: "rescan",
    });
    assert.deepEqual(readFromPanel({ type: "chooseTitle", title: "x" }), { type: "chooseTitle", title: "x" });
    assert.deepEqual(readFromPanel({ type: "seen" }), { type: "seen" });
    assert.deepEqual(readFromPanel({ type: "chooseTitle" }), { type: "chooseTitle", title: undefined });
    const broken = [
      { type: "act", action: "workbench.action.quit" },
      { type: "act", action: "__proto__" },
      { type: "chooseTitle", title: ["x"] },
      { type: "x" },
      null,
      "ready",
    ];
    for (const message of broken) assert.equal(readFromPanel(message), undefined, JSON.stringify(message));
  });

  it("knows a whole view, with or without a game", () => {
    assert.ok(isPanelView(VIEW));
    assert.ok(!isPanelView({ ...VIEW, isGameOn: 1 }));
    assert.ok(isPanelView({ ...VIEW, newSinceMs: 5 }));
    assert.ok(!isPanelView({ ...VIEW, newSinceMs: "5" }));
    assert.ok(!isPanelView({ ...VIEW, game: {} }));
  });

  it("misses every part of a game that is not there", () => {
    const game = makeGame();
    const optional = new Set(["tier", "bestTier"]);
    assert.ok(isGameSnapshot(game));
    for (const field of Object.keys(game)) {
      const partial: unknown = { ...game, [field]: undefined };
      assert.equal(isGameSnapshot(partial), optional.has(field), field);
    }
    const [badge] = game.badges;
    assert.ok(badge !== undefined);
    for (const field of Object.keys(badge)) {
      const partial: unknown = { ...game, badges: [{ ...badge, [field]: undefined }] };
      assert.equal(isGameSnapshot(partial), field === "nextGrade", field);
    }
    assert.ok(!isGameSnapshot({ ...game, tiers: [{ ...game.tiers[0], gates: [{}] }] }));
    assert.ok(!isGameSnapshot({ ...game, badges: [{ ...badge, earned: [{ grade: "x", atMs: 1, figures: "" }] }] }));
  });
});
