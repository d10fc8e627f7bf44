import assert from "node:assert/strict";

import type { AnswerOf } from "../../src/shared/panelQuestions.ts";
import { addDays, isoWeekKey, startOfWeek } from "../../src/core/localDay.ts";
import { ageProfile } from "../support/ageProfile.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { makeGame } from "../support/gameSnapshots.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelPage } from "../support/panelPage.ts";
import { PanelScene } from "../support/panelScene.ts";
import { makeOutcomes, makeReview } from "../support/reviewAnswers.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

describe("the weekly review as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(review: AnswerOf<"review">, changes: { readonly settings?: object } = {}): Promise<PanelScene> {
    const nowMs = Date.now();
    const scene = await PanelScene.open({
      snapshots: [makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs, role: "writer" })],
      games: [makeGame({ madeAtMs: nowMs })],
      answers: { review, outcomes: { ...makeOutcomes(), week: review.week }, markSession: { isKept: true } },
      ...changes,
    });
    disposals.push(() => scene.dispose());
    return scene;
  }

  it("is opened by the message of the week", async function () {
    const now = new Date();
    // The message comes from Monday at nine on.
    if (now.getUTCDay() === 1) this.skip();
    const monday = startOfWeek(now.toISOString().slice(0, 10));
    const { bar, panel } = await open(makeReview({ week: isoWeekKey(addDays(monday, -7)) }));
    // On the first day no week is looked back on.
    await bar.readNotification("Token Legend counts what your AI assistants use, on this machine alone.");
    await ageProfile(panel.page);
    await panel.page.reload();
    await bar.item.waitFor();
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
