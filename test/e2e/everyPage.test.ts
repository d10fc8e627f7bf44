import assert from "node:assert/strict";

import { makeEmptyGame, makeGame } from "../support/gameSnapshots.ts";
import { makeEmptyInsights, makeInsights, makeSession, makeSessions } from "../support/insightsAnswers.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { NARROW, PanelScene, THEMES, WIDE } from "../support/panelScene.ts";
import { makeOutcomes, makeQuietReview, makeReview } from "../support/reviewAnswers.ts";

const BUDGETS = [
  { period: "day", unit: "currency", limit: 5 },
  { period: "week", unit: "tokens", limit: 20_000_000, tool: "claudeCode" },
  { period: "month", unit: "currency", limit: 300 },
];
const STEPS = [
  "See which assistants are read",
  "Read the status bar",
  "Open the panel",
  "Set a budget",
  "Know what is kept",
] as const;

describe("every page in every theme, wide and narrow", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(240_000);
  let scene: PanelScene | undefined;

  afterEach(async () => {
    await scene?.dispose();
    scene = undefined;
  });

  for (const { name, theme, kind } of THEMES) {
    it(`can be read by everyone in ${name}, full`, async () => {
      scene = await openFull(theme);
      const { bar, panel } = scene;
      await bar.takeOnTheme(kind);
      await bar.openTooltip();
      await bar.photograph(`page-tooltip-full-${name}`);
      await bar.closeTooltip();
      await photographBudgetDialogs(scene, name);
      await photographWalkthrough(scene, name);

      await bar.runCommand("Token Legend: Open Panel");
      await panel.shows("2.1B of 3B counted tokens");
      await panel.useWholeWindow();
      await panel.content.getByRole("button", { name: "Cache Wizard", exact: true }).click();
      await panel.shows("What Gold takes");
      await see(scene, `achievements-full-${name}`);

      await panel.goTo("Insights");
      await panel.shows("Usage over time");
      await panel.content.getByRole("grid").waitFor();
      await see(scene, `insights-full-${name}`);
      await panel.content.locator('.session-rows [role="row"][aria-rowindex="4"]').click();
      await panel.shows("Context over time");
      await see(scene, `session-full-${name}`);
      await seeTables(scene, `insights-tables-${name}`);

      await panel.goTo("Perspective");
      await panel.shows("What would it cost?");
      await see(scene, `perspective-full-${name}`);
      await seeTables(scene, `perspective-tables-${name}`);

      await panel.goTo("Weekly Review");
      await panel.shows("3 commits of yours, with tests.");
      await see(scene, `review-full-${name}`);
    });

    it(`can be read by everyone in ${name}, empty`, async () => {
      scene = await openEmpty(theme);
      const { bar, panel } = scene;
      await bar.takeOnTheme(kind);
      await bar.openTooltip();
      await bar.photograph(`page-tooltip-empty-${name}`);
      await bar.closeTooltip();

      await bar.runCommand("Token Legend: Open Panel");
      await panel.shows("No tier yet");
      await panel.useWholeWindow();
      await see(scene, `achievements-empty-${name}`);

      await panel.goTo("Insights");
      await panel.shows("No logs of an AI assistant were found");
      await see(scene, `insights-empty-${name}`);

      await panel.goTo("Perspective");
      await panel.shows("What would it cost?");
      await see(scene, `perspective-empty-${name}`);

      await panel.goTo("Weekly Review");
      await panel.shows("No logs of an AI assistant were found");
      await see(scene, `review-empty-${name}`);
    });
  }
});

async function openFull(theme: string): Promise<PanelScene> {
  const nowMs = Date.now();
  return PanelScene.open({
    snapshots: [makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs })],
    games: [makeGame({ madeAtMs: nowMs })],
    answers: {
      insights: makeInsights({ madeAtMs: nowMs }),
      sessions: makeSessions(60),
      session: makeSession(3),
      review: makeReview(),
      outcomes: makeOutcomes(),
      markSession: { isKept: true },
    },
    settings: { "tokenLegend.budgets": BUDGETS, "tokenLegend.weeklyReview": false },
    theme,
  });
}

async function openEmpty(theme: string): Promise<PanelScene> {
  const nowMs = Date.now();
  return PanelScene.open({
    snapshots: [makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: undefined, logsFound: false })],
    games: [makeEmptyGame({ madeAtMs: nowMs })],
    answers: {
      insights: makeEmptyInsights({ madeAtMs: nowMs }),
      sessions: makeSessions(0),
      review: makeQuietReview(),
      outcomes: { ...makeOutcomes(), sessions: [] },
    },
    settings: { "tokenLegend.weeklyReview": false },
    theme,
  });
}

/** Looks at the page as a whole in both widths: nothing is wider than the window, moves, has no name, or troubles axe. */
async function see(scene: PanelScene, name: string): Promise<void> {
  for (const width of ["wide", "narrow"] as const) {
    await scene.showWhole(width);
    assert.equal(await scene.panel.isTooWide(), false, `${name}, ${width}`);
    assert.deepEqual(await scene.panel.faults(), [], `${name}, ${width}`);
    assert.deepEqual(await scene.panel.axe(), [], `${name}, ${width}`);
    await scene.bar.photograph(`page-${name}-${width === "wide" ? 1600 : 400}`);
  }
  await scene.widen();
}

/** Looks at the page with a table in place of each chart; wide ones scroll in their place. */
async function seeTables(scene: PanelScene, name: string): Promise<void> {
  const { bar, panel } = scene;
  const buttons = panel.content.getByRole("button", { name: "Show as table" });
  const charts = await buttons.count();
  assert.ok(charts > 0);
  for (let chart = 0; chart < charts; chart += 1) await buttons.first().click();
  await panel.content
    .getByRole("button", { name: "Show as chart" })
    .nth(charts - 1)
    .waitFor();
  for (const width of ["wide", "narrow"] as const) {
    await scene.showWhole(width);
    assert.equal(await panel.isTooWide(), false, `${name}, ${width}`);
    assert.deepEqual(await panel.axe(), [], `${name}, ${width}`);
    await bar.photograph(`page-${name}-${width === "wide" ? 1600 : 400}`);
  }
  await scene.widen();
}

async function photographBudgetDialogs({ bar }: PanelScene, name: string): Promise<void> {
  const dialog = bar.page.locator(".quick-input-widget");
  await bar.runCommand("Token Legend: Set Budget…");
  await dialog.getByText("Which budget?").waitFor();
  await bar.photograph(`page-budgets-full-${name}`);
  await dialog.getByText("Another budget…").click();
  for (const [question, answer] of [
    ["A budget for which period?", "Calendar month"],
    ["A budget of what?", "Money, in USD"],
    ["For which tools?", "OpenAI Codex"],
  ] as const) {
    await dialog.getByText(question).waitFor();
    await dialog.getByText(answer).click();
  }
  await dialog.getByText("How much, in USD?").waitFor();
  await bar.page.keyboard.type("fifty");
  await dialog.getByText("Type a number above 0").waitFor();
  await bar.photograph(`page-budgets-limit-${name}`);
  await bar.page.keyboard.press("Escape");
}

async function photographWalkthrough({ bar }: PanelScene, name: string): Promise<void> {
  await bar.runCommand("Token Legend: Get Started");
  const walkthrough = bar.page.locator(".gettingStartedContainer");
  await walkthrough.getByText("Get Started with Token Legend").first().waitFor();
  for (const [place, step] of STEPS.entries()) {
    await walkthrough.locator(".step-title", { hasText: step }).click();
    await walkthrough.locator(".getting-started-step.expanded", { hasText: step }).waitFor();
    await bar.photograph(`page-walkthrough-${place + 1}-${name}-1600`);
  }
  await bar.page.setViewportSize(NARROW);
  await bar.photograph(`page-walkthrough-${name}-400`);
  await bar.page.setViewportSize(WIDE);
}
