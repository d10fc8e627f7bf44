import assert from "node:assert/strict";

import { US_DOLLAR } from "../../../src/shared/currency.ts";
import type { PanelView } from "../../../src/shared/panelProtocol.ts";
import { type PageState, readPageState } from "../../../src/webview/pageState.ts";
import { GAME_MADE_MS, makeEmptyGame, makeGame } from "../../support/gameSnapshots.ts";
import { type RenderPage, loadRenderPage } from "../../support/renderPage.ts";

const FRESH = readPageState(undefined);

describe("AchievementsPage", () => {
  let draw: RenderPage = () => "";

  before(async () => {
    draw = await loadRenderPage();
  });

  function html(view: Partial<PanelView>, state: Partial<PageState> = {}): string {
    const whole: PanelView = {
      status: { kind: "normal" },
      isGameOn: true,
      currency: US_DOLLAR,
      budgets: [],
      limits: { told: [] },
      revision: 0,
      ...view,
    };
    return draw(whole, { ...FRESH, ...state }, GAME_MADE_MS + 3 * 60_000);
  }

  /** Words as a reader meets them. */
  function text(view: Partial<PanelView>, state: Partial<PageState> = {}): string {
    return html(view, state)
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
  }

  function assertHas(whole: string, ...parts: readonly string[]): void {
    for (const part of parts) assert.ok(whole.includes(part), `${part} is not in\n${whole}`);
  }

  it("shows the tier, the way to the next one, and what is missing", () => {
    const page = text({ game: makeGame() });
    assertHas(
      page,
      "Updated 3 min ago",
      "Platinum",
      "Best ever: Emerald",
      "Next: Emerald",
      "2.1B of 3B counted tokens",
    );
    assertHas(page, "Still missing: 866M counted tokens and one condition.", "4.1B tokens seen in 30 days");
    assertHas(page, "Emerald also asks for", "12 active days Met: 14 active days", "30% steered Not met: 26% steered");
  });

  it("marks what was earned since the last visit as new, and nothing on the first one", () => {
    const game = makeGame();
    const times = game.badges.flatMap(({ earned }) => earned.map(({ atMs }) => atMs));
    const marks = (newSinceMs: number | undefined): number =>
      html({ game, newSinceMs }).split('class="chip new-chip">New<').length - 1;
    assert.equal(marks(undefined), 0);
    assert.equal(marks(Math.max(...times)), 0);
    assert.ok(marks(Math.max(...times) - 1) >= 1);
    assert.equal(marks(0), game.badges.filter(({ earned }) => earned.length > 0).length);
  });

  it("says what is missing where the tokens are there, and nothing more at the top", () => {
    const rich = makeGame({ countedTokens: 3_000_000_000, tierProgress: 1 });
    assertHas(text({ game: rich }), "The tokens are there. Still missing: one condition.");
    const top = text({ game: makeGame({ tier: "Token Legend", bestTier: "Token Legend" }) });
    assertHas(top, "This is the highest tier there is.");
    assert.doesNotMatch(top, /also asks for|Next:/);
  });

  it("shows level and points, and a title only while it is one of those to choose from", () => {
    const game = makeGame();
    assertHas(text({ game }), "Level 6", "56 points", "7 points to level 7", "Tokens give none.");
    assertHas(html({ game, title: "Cache Wizard" }), '<span class="chip">Cache Wizard</span>');
    assert.doesNotMatch(html({ game, title: "Intruder" }), /Intruder/);
    assertHas(text({ game: makeGame({ titles: [] }) }), "Badges bring titles to choose from.");
  });

  it("groups badges, each with grade, progress and standing in words", () => {
    const page = text({ game: makeGame() });
    assertHas(page, "16 of 30 earned", "Cache Wizard", "Silver 72% to Gold", "cache hit 97.1 % of 97.5 %");
    assertHas(page, "Efficiency", "Steering", "Learning and variety", "Outcomes", "Trust", "Diamond complete");
    assertHas(page, "Not measured here not known: what it goes by is not read");
  });

  it("narrows badges down and says where nothing is left", () => {
    const game = makeGame();
    const locked = text({ game }, { filter: "locked" });
    assertHas(locked, "4 badges shown");
    assert.doesNotMatch(locked, /Warm Start/);
    assertHas(text({ game }, { search: "VENDORS families" }), "1 badge shown", "Model Connoisseur");
    assertHas(text({ game }, { search: "nonsense" }), "0 badges shown", "No badge is like that.", "Show all badges");
  });

  it("tells all about the badge that is selected", () => {
    const page = text({ game: makeGame() }, { selected: "cache-wizard" });
    assertHas(page, "What Gold takes cache hit 97.5 % over 14 active days", "Where you stand", "(72% to Gold)");
    assertHas(page, "Jul 25, 2026", "Aug 24, 2026", "cache hit 96.6 %, median prompt 42 % of the window");
    const none = text({ game: makeGame() }, { selected: "it-stuck" });
    assertHas(none, "Why it is not measured", "Nothing earned yet.");
  });

  it("gives progress a name and words for who cannot see it", () => {
    const page = html({ game: makeGame() });
    const bars = [...page.matchAll(/<div class="progress"[^>]*>/g)].map(([bar]) => bar);
    assert.ok(bars.length > 10);
    for (const bar of bars) assert.match(bar, /role="progressbar".*aria-label="[^"]+".*aria-valuetext="[^"]+"/);
  });

  it("shows texts from data as text", () => {
    const game = makeGame();
    const badges = game.badges.map((badge) => ({ ...badge, name: "<img src=x>", standing: "<b>&amp;" }));
    const page = html({ game: { ...game, badges } });
    assert.doesNotMatch(page, /<img|<b>/);
    assertHas(page, "&lt;img src=x>");
  });

  it("says what to do while there is nothing", () => {
    const status = { kind: "empty", logsFound: false, tools: ["A", "B", "C", "D", "E"] } as const;
    const page = text({ status, game: makeEmptyGame() });
    assertHas(page, "No logs of an AI assistant were found", "Use A, B, C, D, or another of the 5 assistants");
    assertHas(page, "Open Settings", "Rescan All Logs", "No tier yet", "Next: Copper", "0 of 30 earned");
    assertHas(text({ status: { ...status, logsFound: true } }), "Logs were found, but no call to a model in them.");
  });

  it("shows how far a scan is, the cause of a failure, and numbers that are older beside it", () => {
    assertHas(text({ status: { kind: "scanning", fraction: 0.42 } }), "Reading the usage logs", "42% done.");
    const status = { kind: "failed", reason: "The ledger is busy." } as const;
    assertHas(text({ status }), "There is nothing to show yet", "The ledger is busy.", "Try Again");
    assertHas(text({ status, game: makeGame() }), "What is shown may be old", "Platinum");
    assertHas(text({ status: { kind: "starting" } }), "Opening the ledger");
    assertHas(text({}), "Adding up what you earned");
    assert.doesNotMatch(text({ status: { kind: "starting" }, game: makeGame() }), /Opening the ledger/);
  });

  it("shows nothing of the game where it is turned off, but where to turn it on", () => {
    const page = text({ isGameOn: false, game: makeGame() });
    assertHas(page, "Tiers, badges and levels are turned off", "Open the Setting");
    assert.doesNotMatch(page, /Platinum|Cache Wizard|Level 6/);
  });
});
