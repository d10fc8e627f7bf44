// Usage: node scripts/takePictures.ts
// Takes the pictures of the README: the sample developer's logs in a real VS Code, as they are seen by a person, and a made-up
// company on the page of the team board.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { writeSampleHome } from "./sampleHome.ts";
import { writeOtherTools } from "./sampleOthers.ts";
import { writeSampleRepositories } from "./sampleRepositories.ts";
import { root } from "./stages.ts";
import { NOW_MS, makeVolumeView } from "../test/support/boardPage/companyViews.ts";
import { makeViewer } from "../test/support/boardPage/personViews.ts";
import { StandInBoard } from "../test/support/boardPage/standInBoard.ts";
import { PanelPage } from "../test/support/panelPage.ts";
import { StatusBarPage } from "../test/support/statusBarPage.ts";
import { launchChromium } from "../test/support/vscodeHost/chromium.ts";
import { encodeWebp } from "../test/support/vscodeHost/encodeWebp.ts";
import { openWorkbench } from "../test/support/vscodeHost/openWorkbench.ts";

const FOLDER = join(root, "docs/pictures");
const WINDOW = { width: 1200, height: 1040 };
/** Sharp on dense screens too; between whole numbers the page would not lie on whole pixels. */
const SCALE = 2;
const QUALITY = 0.8;
/** Room around the tooltip. */
const MARGIN = 12;

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "token-legend-pictures-"));
  const home = join(work, "home");
  try {
    const projects = join(home, "projects");
    writeSampleHome(home, Date.now(), projects);
    writeOtherTools(home, Date.now());
    writeSampleRepositories(projects, Date.now());
    await takeAll(home);
    await takeBoard();
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function takeAll(home: string): Promise<void> {
  const workbench = await openWorkbench({
    extensionDir: root,
    home,
    viewport: WINDOW,
    scale: SCALE,
    settings: {
      "tokenLegend.budgets": [{ period: "month", unit: "currency", limit: 2000 }],
      "tokenLegend.weeklyReview": false,
      "tokenLegend.celebrations": false,
      "workbench.activityBar.location": "hidden",
      "window.autoDetectColorScheme": true,
      "workbench.preferredDarkColorTheme": "Dark Modern",
    },
    log: console.log,
  });
  try {
    const bar = new StatusBarPage(workbench.page);
    const panel = new PanelPage(workbench.page);
    await bar.takeOnTheme("vs-dark");
    await bar.reads(/[KMB] · \$/);
    await panel.useWholeWindow();
    await bar.runCommand("Token Legend: Open Panel");
    await panel.shows(/^\d+ of \d+ earned$/);
    await save(workbench.context, "achievements", await shotOfEditor(workbench.page));
    await panel.goTo("Insights");
    await panel.content.getByRole("grid").waitFor();
    await panel.scrollToPart(".headline");
    await save(workbench.context, "insights", await shotOfEditor(workbench.page));
    await panel.goTo("Weekly Review");
    await panel.content.getByRole("button", { name: "Previous Week" }).waitFor();
    await panel.shows(/commits? of yours/);
    await panel.scrollTo("The 5 costliest sessions");
    await save(workbench.context, "review", await shotOfEditor(workbench.page));

    // Last, when nothing is read any more: a tooltip closes when its text changes.
    await bar.openTooltip();
    await save(workbench.context, "status-bar", await shotAround(bar.tooltip));
  } finally {
    await workbench.dispose();
  }
}

async function takeBoard(): Promise<void> {
  const board = await StandInBoard.open({ "/v1/viewer": makeViewer(["member"]), "/v1/volume": makeVolumeView() });
  const browser = await launchChromium(console.log);
  try {
    const context = await browser.newContext({ viewport: WINDOW, deviceScaleFactor: SCALE, colorScheme: "dark" });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW_MS);
    await page.goto(`${board.origin}/volume`);
    await page.getByRole("grid").waitFor();
    await save(context, "board", await page.screenshot());
  } finally {
    await browser.close();
    await board.close();
  }
}

/** The window without its title. */
async function shotOfEditor(page: Page): Promise<Buffer> {
  const box = await page.locator(".part.editor").boundingBox();
  if (box === null) throw new Error("There is no editor.");
  return page.screenshot({ clip: { x: 0, y: box.y, width: WINDOW.width, height: WINDOW.height - box.y } });
}

/** A part of the window, and the status bar below it. */
async function shotAround(part: Locator): Promise<Buffer> {
  const box = await part.boundingBox();
  if (box === null) throw new Error("There is nothing to take a picture of.");
  const x = Math.max(0, box.x - MARGIN);
  const y = Math.max(0, box.y - MARGIN);
  const clip = { x, y, width: WINDOW.width - x, height: WINDOW.height - y };
  return part.page().screenshot({ clip });
}

async function save(context: BrowserContext, name: string, png: Buffer): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const webp = await encodeWebp(context, png, QUALITY);
  writeFileSync(join(FOLDER, `${name}.webp`), webp);
  console.log(`docs/pictures/${name}.webp: ${Math.round(webp.length / 1024)} KB`);
}

await main();
