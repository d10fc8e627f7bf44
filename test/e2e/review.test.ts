import assert from "node:assert/strict";

import type { AnswerOf } from "../../src/shared/panelQuestions.ts";
import { addDays, isoWeekKey, startOfWeek } from "../../src/core/localDay.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { makeExtensionWithWorker } from "../support/extensionWithWorker.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { makeGame } from "../support/gameSnapshots.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelPage } from "../support/panelPage.ts";
import { makeOutcomes, makeQuietReview, makeReview } from "../support/reviewAnswers.ts";
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

interface Scene {
  readonly bar: StatusBarPage;
  readonly panel: PanelPage;
}

describe("the weekly review as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(
    review: AnswerOf<"review">,
    { theme = "Dark Modern", settings = {} }: { readonly theme?: string; readonly settings?: object } = {},
  ): Promise<Scene> {
    const nowMs = Date.now();
    const snapshot = makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs, role: "writer" });
    const answers = { review, outcomes: { ...makeOutcomes(), week: review.week }, markSession: { isKept: true } };
    const extension = makeExtensionWithWorker([snapshot], [makeGame({ madeAtMs: nowMs })], answers);
    disposals.push(() => extension.dispose());
    const fixture = makeFixtureHome({ isEmpty: true });
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({
      extensionDir: extension.extensionDir,
      home: fixture.home,
      viewport: WIDE,
      settings: { "window.autoDetectColorScheme": true, "workbench.preferredDarkColorTheme": theme, ...settings },
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    const bar = new StatusBarPage(workbench.page);
    await bar.item.waitFor();
    return { bar, panel: new PanelPage(workbench.page) };
  }

  async function photographBoth({ bar, panel }: Scene, name: string, heading: string): Promise<void> {
    await panel.scrollTo(heading);
    await bar.photograph(`review-${name}-1600`);
    await panel.page.setViewportSize(NARROW);
    await panel.isNarrow();
    assert.equal(await panel.isTooWide(), false);
    await panel.scrollTo(heading);
    await bar.photograph(`review-${name}-400`);
    await panel.page.setViewportSize(WIDE);
  }

  for (const { name, theme, kind } of THEMES) {
    it(`can be read by everyone in ${name}`, async () => {
      const scene = await open(makeReview(), { theme, settings: { "tokenLegend.weeklyReview": false } });
      const { bar, panel } = scene;
      await bar.takeOnTheme(kind);
      await bar.runCommand("Token Legend: Open Weekly Review");
      await panel.shows("3 commits of yours, tests among them.");
      await panel.useWholeWindow();
      assert.deepEqual(await panel.axe(), []);
      await photographBoth(scene, name, "Weekly Review");
      await photographBoth(scene, `${name}-savings`, "What could cost less");
    });
  }

  it("says so of a week in which nothing ran", async () => {
    const scene = await open(makeQuietReview(), { settings: { "tokenLegend.weeklyReview": false } });
    await scene.bar.runCommand("Token Legend: Open Weekly Review");
    await scene.panel.shows("Nothing ran in this week");
    await scene.panel.useWholeWindow();
    assert.deepEqual(await scene.panel.axe(), []);
    await photographBoth(scene, "quiet", "Weekly Review");
  });

  it("is opened by the message of the week", async function () {
    const now = new Date();
    // The message comes from Monday at nine on.
    if (now.getUTCDay() === 1) this.skip();
    const monday = startOfWeek(now.toISOString().slice(0, 10));
    const { bar, panel } = await open(makeReview({ week: isoWeekKey(addDays(monday, -7)) }));
    await bar.runCommand("Notifications: Show Notifications");
    const message = panel.page.locator(".notification-list-item", { hasText: "Your week with AI assistants" });
    await message.waitFor();
    assert.match(await message.innerText(), /41\.2M tokens, \$38\.40/u);
    await message.getByRole("button", { name: "Open", exact: true }).click();
    await panel.shows("about $6.20");
  });

  it("keeps a mark that is set by keyboard, over a reload of the window", async () => {
    const fixture = makeFixtureHome();
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({
      ...builtExtension(),
      home: fixture.home,
      settings: { "tokenLegend.weeklyReview": false },
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    const bar = new StatusBarPage(workbench.page);
    const panel = new PanelPage(workbench.page);
    await bar.reads("100K");
    await bar.runCommand("Token Legend: Open Weekly Review");
    await panel.shows("Nothing ran in this week");
    await panel.tabTo("Next Week");
    await panel.page.keyboard.press("Enter");
    const useful = panel.content.getByRole("radio", { name: "Useful" }).first();
    await useful.waitFor();
    await panel.shows(/Its folder is in no Git repository|Commits not known/u);
    await panel.tabTo("useful");
    await panel.page.keyboard.press("Space");
    await panel.page.keyboard.press("ArrowRight");
    await panel.content.getByRole("button", { name: "Clear" }).waitFor();
    assert.ok(await panel.content.getByRole("radio", { name: "Partly" }).first().isChecked());
    assert.deepEqual(await panel.axe(), []);

    await bar.runCommand("Developer: Reload Window");
    await panel.content.getByRole("button", { name: "Clear" }).waitFor();
    assert.ok(await panel.content.getByRole("radio", { name: "Partly" }).first().isChecked());
  });
});
