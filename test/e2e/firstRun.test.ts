import assert from "node:assert/strict";

import type { Locator, Page } from "playwright-core";

import type { Reached } from "../../src/shared/gameSnapshot.ts";
import { makeExtensionWithWorker } from "../support/extensionWithWorker.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { makeGame } from "../support/gameSnapshots.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelPage } from "../support/panelPage.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

const REACHED: Reached = {
  badges: [{ id: "cache-wizard", name: "Cache Wizard", grade: "silver" }],
  tier: "Gold",
  isFirst: false,
};

describe("the first run", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(reached = REACHED): Promise<Page> {
    const snapshot = makeSnapshot({ sweptAtMs: Date.now(), newestCallMs: Date.now() });
    const extension = makeExtensionWithWorker([snapshot], [makeGame()], {}, reached);
    disposals.push(() => extension.dispose());
    const fixture = makeFixtureHome({ isEmpty: true });
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({
      extensionDir: extension.extensionDir,
      home: fixture.home,
      viewport: { width: 1300, height: 900 },
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    await new StatusBarPage(workbench.page).item.waitFor();
    return workbench.page;
  }

  it("says one thing only to who is new, whatever old logs come to", async () => {
    const page = await open({ ...REACHED, isFirst: true });
    // It is sent later than what was reached.
    await openNotification(page, "Token Legend counts what your AI assistants use");
    assert.equal(await page.locator(".notifications-center").getByText("Gold").count(), 0);
  });

  it("offers the walkthrough, whose steps do what they say, and tells of what was reached", async () => {
    const page = await open();
    const celebration = await openNotification(page, "Tier reached: Gold, and a badge: Cache Wizard (Silver).");
    assert.equal(await celebration.getByRole("button", { name: "Turn Off" }).count(), 1);
    await celebration.getByRole("button", { name: "Open Panel" }).click();
    await new PanelPage(page).shows("Your tier of the last 30 days");

    const offer = await openNotification(page, "Token Legend counts what your AI assistants use");
    await offer.getByRole("button", { name: "Get Started" }).click();
    const walkthrough = page.locator(".gettingStartedContainer");
    await walkthrough.getByText("Get Started with Token Legend").first().waitFor();
    const steps = walkthrough.locator(".getting-started-step .step-title");
    assert.deepEqual(await steps.allInnerTexts(), [
      "See which assistants are read",
      "Read the status bar",
      "Open the panel",
      "Set a budget",
      "Know what is kept",
    ]);
    await walkthrough.getByText("Read the status bar").click();
    await walkthrough.getByRole("button", { name: "Show Summary" }).click();
    await new StatusBarPage(page).summary.waitFor();
  });
});

/** A message of the list that the bell opens: whether it pops up besides is up to the workbench. */
async function openNotification(page: Page, text: string): Promise<Locator> {
  const message = page.locator(".notifications-center .notification-list-item", { hasText: text });
  if (!(await message.isVisible())) {
    await page.locator(".statusbar-item#status\\.notifications").click();
    await message.waitFor();
  }
  return message;
}
