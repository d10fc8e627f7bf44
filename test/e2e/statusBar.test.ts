import assert from "node:assert/strict";
import { resolve } from "node:path";

import type { FromWorker } from "../../src/shared/workerProtocol.ts";
import { type FixtureHome, appendClaudeCall, makeFixtureHome } from "../support/fixtureHome.ts";
import { makeExtensionWithWorker } from "../support/extensionWithWorker.ts";
import { makeSnapshot, TODAY } from "../support/meterSnapshots.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { type Workbench, openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

const repository = resolve(import.meta.dirname, "../..");
const THEMES = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
} as const;
/** A name as bad as a log may hold. */
const HOSTILE = "[x](command:evil) $(bug) <img src=x> https://e.vil **b**";

describe("the status bar as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  let home: FixtureHome | undefined;
  let workbench: Workbench | undefined;
  let disposeExtension: (() => void) | undefined;

  afterEach(async () => {
    await workbench?.dispose();
    home?.dispose();
    disposeExtension?.();
    workbench = undefined;
    home = undefined;
    disposeExtension = undefined;
  });

  async function open(
    extensionDir: string,
    { theme = THEMES.dark as string, isEmpty = false } = {},
  ): Promise<StatusBarPage> {
    home = makeFixtureHome({ isEmpty });
    const settings = { "workbench.colorTheme": theme };
    workbench = await openWorkbench({ extensionDir, home: home.home, settings, scale: 2, log: () => undefined });
    return new StatusBarPage(workbench.page);
  }

  async function openSaying(says: readonly FromWorker[] | undefined): Promise<StatusBarPage> {
    const extension = makeExtensionWithWorker(says);
    disposeExtension = () => extension.dispose();
    return open(extension.extensionDir);
  }

  for (const [name, theme] of Object.entries(THEMES)) {
    it(`can be read, hovered and opened in ${name}`, async () => {
      const bar = await open(repository, { theme });
      await bar.reads("100K · $0.16 · 10% to Copper");
      assert.match(await bar.label(), /^Token Legend: 100 thousand tokens today, cost \$0\.16\./);
      assert.ok((await bar.contrast()) >= 4.5, `contrast ${await bar.contrast()}`);
      await bar.photograph(`status-${name}`);
      const tooltip = await bar.openTooltip();
      for (const part of ["Today", "7 days", "30 days", "Claude Code", "claude-opus-4-5", "Copper", "Diagnostics"]) {
        assert.ok(tooltip.includes(part), `${part} is not in\n${tooltip}`);
      }
      await bar.photograph(`tooltip-${name}`);
      await bar.page.mouse.move(300, 300);
      await bar.openSummary();
      assert.match(await bar.summary.innerText(), /Last 7 days[\s\S]+100K tokens · \$0\.16/);
      await bar.photograph(`summary-${name}`);
      await bar.page.keyboard.press("Escape");
      await bar.summary.waitFor({ state: "hidden" });
    });
  }

  it("follows a log that grows while it is looked at", async () => {
    const bar = await open(repository);
    await bar.reads("100K");
    assert.ok(home);
    appendClaudeCall(home.home, "third", Date.now());
    await bar.reads("141K");
  });

  it("says what to do where there are no logs", async () => {
    const bar = await open(repository, { isEmpty: true });
    await bar.reads("No AI logs found");
    assert.match(await bar.openTooltip(), /name the folder of their logs in the settings/);
    await bar.photograph("status-empty");
  });

  it("shows how far a scan has come", async () => {
    const scanning = { doneBytes: 42, totalBytes: 100, doneFiles: 4, totalFiles: 9 };
    const bar = await openSaying([{ type: "snapshot", snapshot: makeSnapshot({ scanning }) }]);
    await bar.reads("42%");
    assert.match(await bar.icons(), /codicon-sync.*codicon-modifier-spin/);
    await bar.openTooltip();
    await bar.photograph("status-scanning");
  });

  it("marks a lower bound, and shows names from logs as they are and nothing else", async () => {
    const nowMs = Date.now();
    const snapshot = makeSnapshot({
      sweptAtMs: nowMs,
      newestCallMs: nowMs,
      today: { ...TODAY, unpricedTokens: 5000 },
      todayByModel: [{ key: HOSTILE, totals: TODAY }],
      unpricedModels: [HOSTILE],
    });
    const bar = await openSaying([{ type: "snapshot", snapshot }]);
    await bar.reads("3.2M · $4.12+ · Gold 62%");
    const tooltip = await bar.openTooltip();
    assert.equal(tooltip.split(HOSTILE).length, 3, tooltip);
    assert.equal(await bar.tooltip.locator('img, .codicon-bug, strong:text-is("b"), [data-href*="vil"]').count(), 0);
    await bar.photograph("status-unpriced");
  });

  it("raises alarm when it cannot work, and says why", async () => {
    const bar = await openSaying(undefined);
    await bar.item.locator(".codicon-error").waitFor();
    assert.match(
      await bar.label(),
      /^Token Legend: not working\. The reader of the logs stopped: TypeError at worker\.cjs/,
    );
    await bar.openTooltip();
    await bar.photograph("status-failed");
  });
});
