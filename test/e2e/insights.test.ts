import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { AnswerOf } from "../../src/shared/panelQuestions.ts";
import { makeGame } from "../support/gameSnapshots.ts";
import { makeInsights, makeSession, makeSessions } from "../support/insightsAnswers.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { type ScrollMeasure, measureScroll } from "../support/measureScroll.ts";
import { PanelScene } from "../support/panelScene.ts";

/** Fast turns of a wheel, and a bar dragged through all rows in two seconds: pixels per frame. */
const WHEEL_PX = 100;
const LEAP_PX = 2650;

interface Answers {
  readonly insights?: AnswerOf<"insights">;
  readonly sessions?: AnswerOf<"sessions">;
  readonly session?: AnswerOf<"session">;
}

describe("the insights page as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(answers: Answers): Promise<PanelScene> {
    const nowMs = Date.now();
    const scene = await PanelScene.open({
      snapshots: [makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs })],
      games: [makeGame({ madeAtMs: nowMs })],
      answers: { ...answers },
    });
    disposals.push(() => scene.dispose());
    return scene;
  }

  async function openFull(changes: Answers = {}): Promise<PanelScene> {
    const insights = makeInsights({ madeAtMs: Date.now() });
    const scene = await open({ insights, sessions: makeSessions(60), session: makeSession(3), ...changes });
    await scene.bar.runCommand("Token Legend: Open Panel");
    await scene.panel.goTo("Insights");
    await scene.panel.shows("Usage over time");
    return scene;
  }

  it("is used by keyboard alone", async () => {
    const { panel } = await openFull();
    const { keyboard } = panel.page;
    await panel.tabTo("30");
    await keyboard.press("ArrowRight");
    await panel.content.getByRole("radio", { name: "90 days" }).and(panel.content.locator(":checked")).waitFor();

    await panel.tabTo("Model");
    await keyboard.press("ArrowDown");
    await panel.content
      .getByRole("button", { name: /^claude-opus-4-5/, pressed: true })
      .first()
      .waitFor();

    const chart = panel.content.getByRole("slider", { name: "Usage over time" });
    await chart.focus();
    await keyboard.press("End");
    assert.match((await chart.getAttribute("aria-valuetext")) ?? "", /^Sun, Nov 22, 2026: 100M$/);
    await keyboard.press("ArrowLeft");
    await keyboard.press("ArrowLeft");
    assert.match((await chart.getAttribute("aria-valuetext")) ?? "", /^Fri, Nov 20, 2026: .*; claude-opus-4-5 /);

    const rows = panel.content.locator(".session-rows");
    await rows.locator('[role="row"][tabindex="0"]').focus();
    await keyboard.press("End");
    await rows.locator('[role="row"][aria-rowindex="61"]:focus').waitFor();
    await keyboard.press("Home");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await panel.shows("Context over time");
    await panel.content.locator("#session-heading:focus").waitFor();
    await keyboard.press("Escape");
    await panel.content.getByText("Context over time").waitFor({ state: "detached" });
    await rows.locator('[role="row"][aria-rowindex="4"]:focus').waitFor();
  });

  it("draws only what is in sight of 10,000 sessions", async () => {
    const { panel } = await openFull({ sessions: makeSessions(10_000) });
    await panel.shows("10,000 sessions have a call in this time.");
    const grid = panel.content.locator(".session-grid");
    await grid.scrollIntoViewIfNeeded();
    const still: ScrollMeasure = await grid.evaluate(measureScroll, 0);
    const wheel: ScrollMeasure = await grid.evaluate(measureScroll, WHEEL_PX);
    const leaps: ScrollMeasure = await grid.evaluate(measureScroll, LEAP_PX);
    process.stdout.write(`      ${JSON.stringify({ still, wheel, leaps })}\n`);
    for (const { mostRows } of [wheel, leaps]) assert.ok(mostRows <= 121, `${mostRows} rows are drawn`);
    assert.ok(leaps.lastRow > 9000, `it came to row ${leaps.lastRow}`);
  });

  it("saves what is shown, where its reader says", async () => {
    const { bar, panel, home } = await openFull();
    const target = join(home, "token-legend-insights-2026-10-24-to-2026-11-22.csv");
    await panel.content.getByRole("button", { name: "Save as CSV" }).click();
    const dialog = panel.page.locator(".quick-input-widget");
    await dialog.locator("input").first().waitFor();
    await panel.page.waitForFunction(
      "[...document.querySelectorAll('.quick-input-widget input')].some(({ value }) => value.endsWith('.csv'))",
    );
    await panel.page.keyboard.press("Enter");
    await bar.readNotification("Saved token-legend-insights-2026-10-24-to-2026-11-22.csv.");
    const text = readFileSync(target, "utf8");
    assert.match(text, /^Headline figures\r\n/);
    assert.match(text, /\r\nSessions\r\nProject,Tool,Model/);
  });

  it("says why there is no answer, and asks again on request", async () => {
    const { bar, panel } = await open({});
    await bar.runCommand("Token Legend: Open Panel");
    await panel.goTo("Insights");
    await panel.shows("The ledger is busy.");
    assert.deepEqual(await panel.axe(), []);
    await bar.photograph("insights-failed");
    await panel.content.getByRole("button", { name: "Try Again" }).first().click();
    await panel.shows("The ledger is busy.");
  });
});
