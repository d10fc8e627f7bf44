import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

import { MOST_SESSION_ROWS } from "../../src/shared/sessionTable.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { type MessageSize, firstPaint, messageSizes, noteMessageSizes } from "../support/messageSizes.ts";
import { noteMeasures } from "../support/noteMeasures.ts";
import { PanelPage } from "../support/panelPage.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";
import { type WarmSession, writeWarmSessions } from "../support/warmSessions.ts";

/** With the one of today, as many as are sent to the page at most. */
const SESSIONS_BEFORE = MOST_SESSION_ROWS - 1;
const dist = resolve(import.meta.dirname, "../../dist");

describe("what the panel costs with ten thousand sessions", function () {
  // The sessions are written, read and shown.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(): Promise<{ bar: StatusBarPage; panel: PanelPage; session: WarmSession }> {
    const fixture = makeFixtureHome({ isEmpty: true });
    disposals.push(() => fixture.dispose());
    const session = writeWarmSessions(fixture.home, SESSIONS_BEFORE, Date.now());
    const { home } = fixture;
    const workbench = await openWorkbench({
      ...builtExtension(),
      home,
      prepare: noteMessageSizes,
      log: () => undefined,
    });
    disposals.push(() => workbench.dispose());
    return { bar: new StatusBarPage(workbench.page), panel: new PanelPage(workbench.page), session };
  }

  it("first paint and messages are noted", async () => {
    const { bar, panel, session } = await open();
    await bar.reads("82K");
    const openedMs = Date.now();
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows(/^\d+ of \d+ earned$/);
    const fromNothing = { paint: await firstPaint(panel), numbersMs: Date.now() };
    const achievements = await messageSizes(panel);

    await panel.goTo("Insights");
    await panel.content.getByRole("grid").waitFor();
    await panel.shows("Pace and forecast");
    session.logTurn(Date.now());
    await panel.shows(`${(SESSIONS_BEFORE * 3 + 3).toLocaleString("en-US")} calls to models`);
    const later = await messageSizes(panel);

    await bar.runCommand("File: New Untitled Text File");
    await panel.page.locator("iframe.webview.ready").waitFor({ state: "hidden" });
    const shownMs = Date.now();
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows("Pace and forecast");
    const fromKept = { paint: await firstPaint(panel), numbersMs: Date.now() };

    noteMeasures({
      firstPaintFromNothingMs: fromNothing.paint.atMs - openedMs,
      numbersFromNothingMs: fromNothing.numbersMs - openedMs,
      firstPaintFromKeptMs: fromKept.paint.atMs - shownMs,
      firstPaintFromKeptSinceLoadMs: fromKept.paint.sinceLoadMs,
      firstPaintFromKeptSinceScriptMs: fromKept.paint.sinceScriptMs,
      numbersFromKeptMs: fromKept.numbersMs - shownMs,
      firstSnapshotCharacters: sizeOf(achievements, "snapshot"),
      snapshotCharacters: sizeOf(await messageSizes(panel), "snapshot"),
      gameUpdateCharacters: sizeOf(later, "update game"),
      revisionUpdateCharacters: sizeOf(later, "update revision"),
      insightsAnswerCharacters: sizeOf(later, "answer"),
      sessionsAnswerCharacters: sizeOf(later, "answer with rows"),
      webviewScriptGzipBytes: gzipSync(readFileSync(resolve(dist, "webview.js"))).length,
      webviewStyleGzipBytes: gzipSync(readFileSync(resolve(dist, "webview.css"))).length,
    });
  });
});

/** The largest message of a kind. */
function sizeOf(messages: readonly MessageSize[], kind: string): number {
  const sizes = messages.filter((message) => message.kind === kind).map(({ characters }) => characters);
  assert.ok(sizes.length > 0, `a message "${kind}" came`);
  return Math.max(...sizes);
}
