import assert from "node:assert/strict";

import { builtExtension } from "../support/builtExtension.ts";
import { appendClaudeCall, makeFixtureHome } from "../support/fixtureHome.ts";
import { PanelPage } from "../support/panelPage.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

/** Of which the logs hold 100,000 at first, and 141,000 with one more call. */
const BUDGETS = [{ period: "day", unit: "tokens", limit: 120_000 }];

const THEMES = [
  { name: "light", theme: "Light Modern", kind: "vs" },
  { name: "dark", theme: "Dark Modern", kind: "vs-dark" },
  { name: "high-contrast", theme: "Default High Contrast", kind: "hc-black" },
  { name: "high-contrast-light", theme: "Default High Contrast Light", kind: "hc-light" },
] as const;

describe("a budget as a person meets it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  for (const { name, theme, kind } of THEMES) {
    it(`colours the status bar, is told of and is shown on the insights page, in ${name}`, async () => {
      const fixture = makeFixtureHome({ isEmpty: false });
      disposals.push(() => fixture.dispose());
      const workbench = await openWorkbench({
        ...builtExtension(),
        home: fixture.home,
        settings: {
          "tokenLegend.budgets": BUDGETS,
          "window.autoDetectColorScheme": true,
          "workbench.preferredDarkColorTheme": theme,
        },
        log: () => undefined,
      });
      disposals.push(() => workbench.dispose());
      const bar = new StatusBarPage(workbench.page);
      const panel = new PanelPage(workbench.page);
      await bar.reads("100K · $0.16 · 10% to Copper");
      await bar.takeOnTheme(kind);
      await bar.standsOut("warning");
      assert.match(await bar.label(), / Budget of today: 100K tokens of 120K tokens \(83%\)\.$/);
      await bar.readNotification("Budget of today: 100K tokens of 120K tokens (83%).");
      await bar.photograph(`budget-warning-${name}`);
      await bar.answerNotification("Open Insights");
      await panel.shows("100K tokens of 120K tokens (83%)");

      appendClaudeCall(fixture.home, "third", Date.now());
      await bar.reads("141K");
      await bar.standsOut("error");
      const contrast = await bar.contrast();
      assert.ok(contrast >= 4.5, `contrast ${contrast}`);
      await bar.readNotification("Budget of today: 141K tokens of 120K tokens (117%).");
      await bar.photograph(`budget-error-${name}`);
      await bar.answerNotification("Snooze Until Tomorrow");

      await panel.useWholeWindow();
      await panel.shows("141K tokens of 120K tokens (117%)");
      await panel.scrollTo("Budgets");
      assert.deepEqual(await panel.axe(), []);
      await bar.photograph(`budget-page-${name}`);
    });
  }
});
