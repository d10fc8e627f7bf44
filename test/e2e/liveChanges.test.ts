import assert from "node:assert/strict";

import { BADGES } from "../../src/core/achievements/catalogue.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { appendClaudeCall, makeFixtureHome } from "../support/fixtureHome.ts";
import { noteMeasures } from "../support/noteMeasures.ts";
import { PanelPage } from "../support/panelPage.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench, type Workbench } from "../support/vscodeHost/openWorkbench.ts";
import { WARM_CALL_TOKENS, writeWarmSessions } from "../support/warmSessions.ts";

/** One short of the first grade of Warm Start. */
const WARM_SESSIONS = 19;
/** Three of each session before, and two of the one that is still cold. */
const CALLS_AT_FIRST = WARM_SESSIONS * 3 + 2;
const EARNED = /^(\d+) of \d+ earned$/;

describe("changes while the panel is open", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(home: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Workbench> {
    const workbench = await openWorkbench({ ...builtExtension(), home, settings, log: () => undefined });
    disposals.push(() => workbench.dispose());
    return workbench;
  }

  function makeHome(isEmpty: boolean): string {
    const fixture = makeFixtureHome({ isEmpty });
    disposals.push(() => fixture.dispose());
    return fixture.home;
  }

  it("a line in a log moves the status bar, the badge and each page, without a reload", async () => {
    const home = makeHome(true);
    const session = writeWarmSessions(home, WARM_SESSIONS, Date.now());
    const { page } = await open(home);
    const bar = new StatusBarPage(page);
    const panel = new PanelPage(page);
    await bar.reads("82K");
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("19 of 20 warm sessions");
    const earned = await panel.content.getByText(EARNED).innerText();
    const earnedNow = Number(EARNED.exec(earned)?.[1]) + 1;
    await panel.mark();

    const writtenAt = performance.now();
    session.logTurn(Date.now());
    await bar.reads("123K");
    const barMs = performance.now() - writtenAt;
    await panel.shows("20 of 50 warm sessions");
    const badgeMs = performance.now() - writtenAt;
    await panel.shows(`${earnedNow} of ${BADGES.length} earned`);
    noteMeasures({ statusBarAfterLineMs: barMs, badgeAfterLineMs: badgeMs });
    await bar.photograph("live-badge");

    await panel.goTo("Insights");
    await panel.shows(`${CALLS_AT_FIRST + 1} calls to models`);
    const askedAt = performance.now();
    session.logTurn(Date.now());
    await panel.shows(`${CALLS_AT_FIRST + 2} calls to models`);
    noteMeasures({ insightsAfterLineMs: performance.now() - askedAt });

    await panel.goTo("Perspective");
    await panel.shows(`your ${tokensOf(CALLS_AT_FIRST + 2)} tokens of 30 days`);
    session.logTurn(Date.now());
    await panel.shows(`your ${tokensOf(CALLS_AT_FIRST + 3)} tokens of 30 days`);
    assert.equal(await panel.isMarked(), true, "the page is the one that was open from the start");
  });

  it("two windows on one ledger come to the same numbers", async () => {
    const home = makeHome(false);
    const { page, context, url } = await open(home);
    const one = new StatusBarPage(page);
    await one.reads("100K");
    const secondPage = await context.newPage();
    await secondPage.goto(url, { waitUntil: "domcontentloaded" });
    const other = new StatusBarPage(secondPage);
    await other.reads("100K");

    const writtenAt = performance.now();
    appendClaudeCall(home, "third", Date.now());
    const seenAfter = async (bar: StatusBarPage): Promise<number> => {
      await bar.reads("141K");
      return performance.now() - writtenAt;
    };
    const [firstMs, secondMs] = await Promise.all([seenAfter(one), seenAfter(other)]);
    assert.equal(await one.item.innerText(), await other.item.innerText());
    noteMeasures({
      windowOneAfterLineMs: firstMs,
      windowTwoAfterLineMs: secondMs,
      windowsApartMs: Math.abs(firstMs - secondMs),
    });
  });

  it("a page that is loaded anew in the middle of an update catches up", async () => {
    const home = makeHome(false);
    const { page } = await open(home);
    const bar = new StatusBarPage(page);
    const panel = new PanelPage(page);
    await bar.reads("100K");
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("100K of 1M counted tokens");
    await panel.mark();
    appendClaudeCall(home, "third", Date.now());
    await bar.reads("141K");
    await bar.runCommand("Developer: Reload Webviews");
    appendClaudeCall(home, "fourth", Date.now());
    await panel.shows("182K of 1M counted tokens");
    assert.equal(await panel.isMarked(), false, "the page was loaded anew");
    assert.deepEqual(await panel.axe(), []);
  });

  it("without the game there is the meter and nothing to earn", async () => {
    const home = makeHome(false);
    const { page } = await open(home, { "tokenLegend.game": false });
    const bar = new StatusBarPage(page);
    const panel = new PanelPage(page);
    await bar.reads("100K · $0.16");
    const game = /Copper|badge|\blevel|\btier|achievement/i;
    assert.doesNotMatch(await bar.item.innerText(), game);
    assert.doesNotMatch(await bar.label(), game);
    assert.doesNotMatch(await bar.openTooltip(), game);
    await bar.closeTooltip();
    await bar.runCommand("Token Legend: Open Panel");
    await panel.goTo("Perspective");
    await panel.shows("tokens of 30 days");
    assert.doesNotMatch(await panel.content.locator("body").innerText(), game);
    appendClaudeCall(home, "third", Date.now());
    await bar.reads("141K");
    await panel.shows("your 141K tokens of 30 days");
  });
});

/** All calls so far, as the page writes their tokens: to three figures. */
function tokensOf(calls: number): string {
  return new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 }).format(
    calls * WARM_CALL_TOKENS,
  );
}
