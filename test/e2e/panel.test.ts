import assert from "node:assert/strict";

import type { GameSnapshot } from "../../src/shared/gameSnapshot.ts";
import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";
import { BADGES } from "../../src/core/achievements/catalogue.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { makeExtensionWithWorker } from "../support/extensionWithWorker.ts";
import { appendClaudeCall, makeFixtureHome } from "../support/fixtureHome.ts";
import { makeEmptyGame, makeGame } from "../support/gameSnapshots.ts";
import { makeSnapshot } from "../support/meterSnapshots.ts";
import { PanelPage } from "../support/panelPage.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

const WIDE = { width: 1600, height: 1000 };
const NARROW = { width: 400, height: 900 };

interface Scene {
  readonly bar: StatusBarPage;
  readonly panel: PanelPage;
}

describe("the panel as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(
    snapshots: readonly MeterSnapshot[],
    games: readonly GameSnapshot[],
    settings: Readonly<Record<string, unknown>> = {},
  ): Promise<Scene> {
    const extension = makeExtensionWithWorker(snapshots, games);
    disposals.push(() => extension.dispose());
    const fixture = makeFixtureHome({ isEmpty: true });
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({
      extensionDir: extension.extensionDir,
      home: fixture.home,
      viewport: WIDE,
      settings,
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    const bar = new StatusBarPage(workbench.page);
    await bar.item.waitFor();
    return { bar, panel: new PanelPage(workbench.page) };
  }

  async function openFull(): Promise<Scene> {
    const nowMs = Date.now();
    const scene = await open([fresh(nowMs)], [makeGame({ madeAtMs: nowMs })]);
    await scene.bar.runCommand("Token Legend: Open Panel");
    await scene.panel.shows("2.1B of 3B counted tokens");
    return scene;
  }

  it("is opened by the summary, says what to do while there is nothing, and fills when there is", async () => {
    const nowMs = Date.now();
    const { bar, panel } = await open(
      [fresh(nowMs, { newestCallMs: undefined, logsFound: false }), fresh(nowMs, { revision: 2 })],
      [makeEmptyGame({ madeAtMs: nowMs }), makeGame({ madeAtMs: nowMs })],
    );
    await bar.reads("No AI logs found");
    await bar.openSummary();
    await bar.page.keyboard.type("Open Panel");
    await bar.page.keyboard.press("Enter");
    await panel.shows("No logs of an AI assistant were found");
    await panel.shows("No tier yet");
    await panel.content.getByRole("button", { name: "Rescan All Logs" }).click();
    await panel.shows("2.1B of 3B counted tokens");
    await panel.content.getByLabel("Shown with your tier on this page").selectOption("Cache Wizard");
    await panel.content.locator(".chip", { hasText: "Cache Wizard" }).waitFor();
    assert.deepEqual(await panel.axe(), []);
  });

  it("shows what the logs hold, and follows a log that grows", async () => {
    const fixture = makeFixtureHome();
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({ ...builtExtension(), home: fixture.home, log: () => undefined });
    disposals.push(() => workbench.dispose());
    const bar = new StatusBarPage(workbench.page);
    const panel = new PanelPage(workbench.page);
    await bar.reads("100K");
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("100K of 1M counted tokens");
    await panel.shows(`0 of ${BADGES.length} earned`);
    assert.deepEqual(await panel.axe(), []);
    appendClaudeCall(fixture.home, "third", Date.now());
    await panel.shows("141K of 1M counted tokens");
  });

  it("is used by keyboard alone", async () => {
    const { panel } = await openFull();
    const { keyboard } = panel.page;
    await panel.tabTo("title-choice");
    await keyboard.press("ArrowDown");
    await panel.content.locator(".chip", { hasText: "Cache Wizard" }).waitFor();

    await panel.tabTo("all");
    await keyboard.press("ArrowRight");
    await panel.content.getByText("16 badges shown").waitFor();
    await panel.tabTo("Search badges");
    await keyboard.type("wizard");
    await panel.content.getByRole("heading", { name: "Variety" }).waitFor({ state: "detached" });

    await panel.tabTo("Cache Wizard");
    await keyboard.press("Enter");
    await panel.shows("What Gold takes");
    await panel.tabTo("Close the details of Cache Wizard");
    await keyboard.press("Space");
    await panel.content.getByText("What Gold takes").waitFor({ state: "detached" });
    assert.equal(await panel.focused(), "Cache Wizard", "the focus goes back to where the details were opened");
    await keyboard.press("Enter");
    await panel.tabTo("Close the details of Cache Wizard");
    await keyboard.press("Escape");
    assert.equal(await panel.focused(), "Cache Wizard");
    await keyboard.press("Enter");
    await panel.shows("What Gold takes");
    await keyboard.press("Escape");
    await panel.content.getByText("What Gold takes").waitFor({ state: "detached" });
    assert.equal(await panel.focused(), "Cache Wizard", "the focus never left it");
  });

  it("keeps what was set while it is hidden, and over a reload of the window", async () => {
    const { bar, panel } = await openFull();
    await panel.content.getByLabel("Shown with your tier on this page").selectOption("Thrifty Context");
    await panel.content.locator(".chip", { hasText: "Thrifty Context" }).waitFor();
    await panel.content.getByText("Earned 16").click();
    await panel.content.getByLabel("Search badges").fill("wizard");
    await panel.content.getByRole("button", { name: "Cache Wizard", exact: true }).click();
    await panel.shows("What Gold takes");

    const isKept = async (): Promise<void> => {
      await panel.shows("What Gold takes");
      await panel.shows("1 badge shown");
      assert.equal(await panel.content.getByLabel("Search badges").inputValue(), "wizard");
      assert.equal(await panel.content.getByRole("radio", { name: "Earned" }).isChecked(), true);
      await panel.content.locator(".chip", { hasText: "Thrifty Context" }).waitFor();
    };
    await bar.runCommand("File: New Untitled Text File");
    await panel.page.locator("iframe.webview.ready").waitFor({ state: "hidden" });
    await bar.runCommand("Token Legend: Open Panel");
    await isKept();
    await bar.runCommand("Developer: Reload Window");
    await isKept();
  });

  it("stands texts of any length and direction, forced colours and a wish for no motion", async () => {
    const nowMs = Date.now();
    const long = `${"x".repeat(120)} שלום עולם <b>`;
    const texts = { name: long, purpose: long, standing: long, criterion: long };
    const game = makeGame({ madeAtMs: nowMs });
    const badges = game.badges.map((badge) => ({
      ...badge,
      ...(badge.id === "cache-wizard" ? texts : {}),
      earned: badge.earned.map((earned) => ({ ...earned, figures: long })),
    }));
    const { bar, panel } = await open([fresh(nowMs)], [{ ...game, badges, titles: [long] }]);
    await bar.runCommand("Token Legend: Open Panel");
    await panel.content.getByLabel("Shown with your tier on this page").selectOption(long);
    await panel.content.locator(".chip", { hasText: long }).waitFor();
    await panel.content.getByRole("button", { name: long, exact: true }).click();
    await panel.useWholeWindow();
    await panel.page.setViewportSize(NARROW);
    await panel.isNarrow();
    assert.equal(await panel.isTooWide(), false);
    await panel.scrollTo("Badges");
    await bar.photograph("panel-long-texts");

    await panel.page.setViewportSize(WIDE);
    await panel.page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    assert.equal(await panel.transitionOf(".progress-fill"), "none");
    assert.deepEqual(await panel.axe(), []);
    await panel.scrollTo("All tiers");
    await bar.photograph("panel-forced-colours");
  });

  it("says why there is nothing to show, and tries again on request", async () => {
    const { bar, panel } = await open([fresh(Date.now())], []);
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("The ledger is busy.");
    assert.deepEqual(await panel.axe(), []);
    await bar.photograph("panel-failed");
    await panel.content.getByRole("button", { name: "Try Again" }).click();
    await panel.shows("The ledger is busy.");
  });

  it("shows how far a scan is", async () => {
    const scanning = { doneBytes: 42, totalBytes: 100, doneFiles: 4, totalFiles: 9 };
    const { bar, panel } = await open([fresh(Date.now(), { scanning })], [makeGame()]);
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("42% done.");
    assert.deepEqual(await panel.axe(), []);
    await bar.photograph("panel-scanning");
  });

  it("leaves the achievements out where the game is off, until it is turned on", async () => {
    const { bar, panel } = await open([fresh(Date.now())], [makeGame()], { "tokenLegend.game": false });
    await bar.reads("3.2M · $4.12");
    assert.doesNotMatch(await bar.item.innerText(), /Gold/);
    await bar.runCommand("Token Legend: Open Panel");
    await panel.goTo("Perspective");
    const pages = await panel.content.getByRole("navigation").innerText();
    assert.doesNotMatch(pages, /Achievements/);
    await bar.runCommand("Token Legend: Open Settings");
    const setting = panel.page.locator(".settings-editor .setting-item-contents", { hasText: "Game" }).first();
    await setting.getByRole("checkbox").click();
    await bar.reads("Gold 62%");
  });
});

/** A meter's snapshot of now. */
function fresh(nowMs: number, changes: Partial<MeterSnapshot> = {}): MeterSnapshot {
  return makeSnapshot({ madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs, ...changes });
}
