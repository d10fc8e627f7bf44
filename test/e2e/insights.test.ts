import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { AnswerOf } from "../../src/shared/panelQuestions.ts";
import { makeExtensionWithWorker } from "../support/extensionWithWorker.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { makeGame } from "../support/gameSnapshots.ts";
import { makeEmptyInsights, makeInsights, makeSession, makeSessions } from "../support/insightsAnswers.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelPage } from "../support/panelPage.ts";
import { type ScrollMeasure, measureScroll } from "../support/measureScroll.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

const THEMES = [
  { name: "light", theme: "Light Modern", kind: "vs" },
  { name: "dark", theme: "Dark Modern", kind: "vs-dark" },
  { name: "hc-dark", theme: "Default High Contrast", kind: "hc-black" },
  { name: "hc-light", theme: "Default High Contrast Light", kind: "hc-light" },
] as const;
const WIDE = { width: 1600, height: 1000 };
const NARROW = { width: 400, height: 900 };
/** Fast turns of a wheel, and a bar dragged through all rows in two seconds: pixels per frame. */
const WHEEL_PX = 100;
const LEAP_PX = 2650;
const SECTIONS = ["Insights", "By model", "The last 53 weeks", "Had it been one model", "Sessions"] as const;

interface Scene {
  readonly bar: StatusBarPage;
  readonly panel: PanelPage;
  readonly home: string;
}

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

  async function open(answers: Answers, theme = "Dark Modern"): Promise<Scene> {
    const nowMs = Date.now();
    const isEmpty = answers.insights?.totals.calls === 0;
    const snapshot = makeSnapshot({
      madeAtMs: nowMs,
      sweptAtMs: nowMs,
      newestCallMs: isEmpty ? undefined : nowMs,
      logsFound: !isEmpty,
    });
    const extension = makeExtensionWithWorker([snapshot], [makeGame({ madeAtMs: nowMs })], { ...answers });
    disposals.push(() => extension.dispose());
    const fixture = makeFixtureHome({ isEmpty: true });
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({
      extensionDir: extension.extensionDir,
      home: fixture.home,
      viewport: WIDE,
      settings: { "window.autoDetectColorScheme": true, "workbench.preferredDarkColorTheme": theme },
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    const bar = new StatusBarPage(workbench.page);
    await bar.item.waitFor();
    return { bar, panel: new PanelPage(workbench.page), home: fixture.home };
  }

  async function openFull(changes: Answers = {}, theme?: string): Promise<Scene> {
    const insights = makeInsights({ madeAtMs: Date.now() });
    const scene = await open({ insights, sessions: makeSessions(60), session: makeSession(3), ...changes }, theme);
    await scene.bar.runCommand("Token Legend: Open Panel");
    await scene.panel.goTo("Insights");
    await scene.panel.shows("Usage over time");
    return scene;
  }

  async function photographBoth({ bar, panel }: Scene, name: string, headings: readonly string[]): Promise<void> {
    for (const [place, heading] of headings.entries()) {
      await panel.scrollTo(heading);
      await bar.photograph(`insights-${name}-${place + 1}-1600`);
    }
    await panel.page.setViewportSize(NARROW);
    await panel.isNarrow();
    assert.equal(await panel.isTooWide(), false);
    for (const [place, heading] of headings.entries()) {
      await panel.scrollTo(heading);
      await bar.photograph(`insights-${name}-${place + 1}-400`);
    }
    await panel.page.setViewportSize(WIDE);
  }

  for (const { name, theme, kind } of THEMES) {
    it(`can be read by everyone in ${name}, with a session open and as tables`, async () => {
      const scene = await openFull({}, theme);
      const { bar, panel } = scene;
      await bar.takeOnTheme(kind);
      await panel.useWholeWindow();
      assert.deepEqual(await panel.axe(), []);
      await photographBoth(scene, name, SECTIONS);

      await panel.content
        .getByRole("row", { name: /8:55 AM|76M|65M/ })
        .first()
        .click();
      await panel.shows("Context over time");
      await panel.content.getByRole("button", { name: "Show as table" }).first().click();
      await panel.content.getByRole("group", { name: "Usage over time" }).waitFor();
      assert.deepEqual(await panel.axe(), []);
      await photographBoth(scene, `session-${name}`, ["Context over time"]);
    });

    it(`says what to do in ${name} while there is nothing`, async () => {
      const scene = await open(
        { insights: makeEmptyInsights({ madeAtMs: Date.now() }), sessions: makeSessions(0) },
        theme,
      );
      const { bar, panel } = scene;
      await bar.takeOnTheme(kind);
      await bar.runCommand("Token Legend: Open Panel");
      await panel.goTo("Insights");
      await panel.shows("No logs of an AI assistant were found");
      await panel.useWholeWindow();
      assert.deepEqual(await panel.axe(), []);
      await photographBoth(scene, `empty-${name}`, ["Insights"]);
    });
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
