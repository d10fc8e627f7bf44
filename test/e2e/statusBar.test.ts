import assert from "node:assert/strict";

import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { makeExtensionWithWorker } from "../support/extensionWithWorker.ts";
import { appendClaudeCall, makeFixtureHome } from "../support/fixtureHome.ts";
import { TODAY, makeSnapshot } from "../support/meterSnapshots.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import type { ExtensionUnderTest } from "../support/vscodeHost/extensionUnderTest.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

const THEMES = [
  { name: "light", theme: "Light Modern", kind: "vs" },
  { name: "dark", theme: "Dark Modern", kind: "vs-dark" },
  { name: "high-contrast", theme: "Default High Contrast", kind: "hc-black" },
] as const;
/** A name as bad as a log may hold. */
const HOSTILE = "[x](command:evil) $(bug) <img src=x> https://e.vil **b**";

describe("the status bar as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(
    extension: ExtensionUnderTest,
    { theme, isEmpty }: { readonly theme: string; readonly isEmpty: boolean },
  ): Promise<{ readonly bar: StatusBarPage; readonly home: string }> {
    const fixture = makeFixtureHome({ isEmpty });
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({
      ...extension,
      home: fixture.home,
      settings: { "window.autoDetectColorScheme": true, "workbench.preferredDarkColorTheme": theme },
      scale: 2,
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    return { bar: new StatusBarPage(workbench.page), home: fixture.home };
  }

  async function openSaying(...snapshots: readonly MeterSnapshot[]): Promise<StatusBarPage> {
    const extension = makeExtensionWithWorker(snapshots);
    disposals.push(() => extension.dispose());
    const { bar } = await open({ extensionDir: extension.extensionDir }, { theme: "Dark Modern", isEmpty: true });
    return bar;
  }

  for (const { name, theme, kind } of THEMES) {
    it(`can be read, hovered and opened in ${name}, and follows a log that grows`, async () => {
      const { bar, home } = await open(builtExtension(), { theme, isEmpty: false });
      await bar.reads("100K · $0.16 · 10% to Copper");
      await bar.takeOnTheme(kind);
      assert.match(await bar.label(), /^Token Legend: 100 thousand tokens today, cost \$0\.16\./);
      const contrast = await bar.contrast();
      assert.ok(contrast >= 4.5, `contrast ${contrast}`);
      await bar.photograph(`status-${name}`);

      const tooltip = await bar.openTooltip();
      for (const part of ["Today", "7 days", "30 days", "Claude Code", "claude-opus-4-5", "Copper", "Diagnostics"]) {
        assert.ok(tooltip.includes(part), `${part} is not in\n${tooltip}`);
      }
      await bar.photograph(`tooltip-${name}`);
      await bar.closeTooltip();

      await bar.openSummary();
      assert.match(await bar.summary.innerText(), /Last 7 days[\s\S]+100K tokens · \$0\.16/);
      await bar.photograph(`summary-${name}`);
      await bar.page.keyboard.press("Escape");
      await bar.summary.waitFor({ state: "hidden" });

      appendClaudeCall(home, "third", Date.now());
      await bar.reads("141K");
    });
  }

  it("says what to do where there are no logs", async () => {
    const { bar } = await open(builtExtension(), { theme: "Dark Modern", isEmpty: true });
    await bar.reads("No AI logs found");
    assert.match(await bar.openTooltip(), /name the folder of their logs in the settings/);
    await bar.photograph("status-empty");
  });

  it("shows a scan, a lower bound and numbers that may be old for what they are", async () => {
    const nowMs = Date.now();
    const fresh = { madeAtMs: nowMs, sweptAtMs: nowMs, newestCallMs: nowMs };
    const scanning = { doneBytes: 42, totalBytes: 100, doneFiles: 4, totalFiles: 9 };
    const bar = await openSaying(
      makeSnapshot({ ...fresh, scanning }),
      makeSnapshot({
        ...fresh,
        today: { ...TODAY, unpricedTokens: 5000 },
        todayByModel: [{ key: HOSTILE, totals: TODAY }],
        unpricedModels: [HOSTILE],
      }),
    );
    await bar.reads("42%");
    assert.match(await bar.icons(), /codicon-sync.*codicon-modifier-spin/);
    await bar.openTooltip();
    await bar.photograph("status-scanning");

    await bar.tooltip.getByText("Rescan").click();
    await bar.reads("3.2M · $4.12+ · Gold 62%");
    await bar.closeTooltip();
    const tooltip = await bar.openTooltip();
    // Names from logs are shown as they are and do nothing: once in the table, once among the unpriced.
    assert.equal(tooltip.split(HOSTILE).length, 3, tooltip);
    assert.equal(await bar.tooltip.locator('img, .codicon-bug, strong:text-is("b"), [data-href*="vil"]').count(), 0);
    await bar.photograph("status-unpriced");

    await bar.tooltip.getByText("Rescan").click();
    await bar.item.locator(".codicon-history").waitFor();
    assert.match(await bar.label(), /may be old\. The reader of the logs stopped: TypeError at worker\.cjs/);
    await bar.photograph("status-stale");
  });

  it("raises alarm when it has nothing to show, and says why", async () => {
    const bar = await openSaying();
    await bar.item.locator(".codicon-error").waitFor();
    assert.match(await bar.label(), /^Token Legend: not working\. The reader of the logs stopped: TypeError at worker/);
    const contrast = await bar.contrast();
    assert.ok(contrast >= 4.5, `contrast ${contrast}`);
    await bar.openTooltip();
    await bar.photograph("status-failed");
  });
});
