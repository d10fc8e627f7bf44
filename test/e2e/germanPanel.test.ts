import assert from "node:assert/strict";
import { join, resolve } from "node:path";

import type { Browser, Page } from "playwright-core";

import { panelHtml } from "../../src/host/panel/panelHtml.ts";
import { US_DOLLAR } from "../../src/shared/currency.ts";
import type { PanelView } from "../../src/shared/panelProtocol.ts";
import { makeGame } from "../support/gameSnapshots.ts";
import { launchChromium } from "../support/vscodeHost/chromium.ts";

const DIST = resolve(import.meta.dirname, "../../dist");
const ORIGIN = "https://panel.test";
const VIEW: PanelView = {
  status: { kind: "normal" },
  game: makeGame(),
  isGameOn: true,
  currency: US_DOLLAR,
  newSinceMs: 0,
  budgets: [],
  limits: { told: [] },
  revision: 1,
};

/** VS Code's web workbench has no German without a language pack: the page is opened as the panel builds it, without it. */
describe("the panel in German", function () {
  this.timeout(180_000);
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  before(async () => {
    browser = await launchChromium(() => undefined);
    page = await browser.newPage();
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    const html = panelHtml({
      cspSource: ORIGIN,
      nonce: "cGFuZWw",
      language: "de-DE",
      title: "Token Legend",
      scriptUris: [`${ORIGIN}/l10n/de-DE.js`, `${ORIGIN}/webview.js`],
      styleUri: `${ORIGIN}/webview.css`,
    });
    await page.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/") await route.fulfill({ contentType: "text/html", body: html });
      else if (pathname === "/favicon.ico") await route.fulfill({ status: 204 });
      else await route.fulfill({ path: join(DIST, pathname) });
    });
    await page.addInitScript(`
      const answer = ({ type }) => {
        if (type === "ready") window.postMessage({ type: "snapshot", number: 1, view: ${JSON.stringify(VIEW)} }, "*");
      };
      window.acquireVsCodeApi = () => ({ postMessage: answer, getState: () => undefined, setState: () => undefined });
    `);
    await page.goto(`${ORIGIN}/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  });

  after(async () => {
    await browser.close();
  });

  it("is German from its first paint on, under the policy that the host sets", async () => {
    assert.equal(await page.locator("html").getAttribute("lang"), "de-DE");
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Erfolge");
    await page.getByText("2,1 Mrd. von 3 Mrd. gezählten Token").waitFor();
    assert.deepEqual(faults, []);
  });

  it("has room for its long words, on a narrow page as well", async () => {
    for (const width of [400, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      assert.ok(typeof overflow === "number" && overflow <= 0, `${String(overflow)} pixels too many at ${width}`);
      const folder = process.env["TOKEN_LEGEND_ARTEFACTS"];
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `panel-german-${width}.png`), fullPage: true });
    }
  });

  it("finds badges by German words", async () => {
    await page.getByRole("searchbox").fill("cache");
    await page.getByText(/^\d+ Abzeichen angezeigt$/).waitFor({ state: "attached" });
  });
});
