import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../vscodeHost/chromium.ts";
import { type AxeViolation, runAxe } from "../runAxe.ts";

const artefacts = process.env["TOKEN_LEGEND_ARTEFACTS"] ?? resolve(import.meta.dirname, "../../../artefacts");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const LOOKS = [
  { name: "light", options: { colorScheme: "light", forcedColors: "none" } },
  { name: "dark", options: { colorScheme: "dark", forcedColors: "none" } },
  { name: "contrast", options: { colorScheme: "dark", forcedColors: "none", contrast: "more" } },
  { name: "forced", options: { colorScheme: "dark", forcedColors: "active" } },
] as const;
export type Look = (typeof LOOKS)[number];

export const WIDE = { width: 1600, height: 1000 };
export const PHONE = { width: 390, height: 844 };

/** A browser in which the board's page is opened, and what went wrong in it. */
export class BoardBrowser {
  readonly #browser: Browser;
  /** Violations of the page's policy, faults of its script, and requests to other servers: none may be. */
  readonly faults: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<BoardBrowser> {
    return new BoardBrowser(await launchChromium(() => undefined));
  }

  async open(
    address: string,
    options: { readonly look?: Look; readonly size?: typeof WIDE; readonly nowMs?: number } = {},
  ): Promise<BoardTab> {
    const { look = LOOKS[0], size = WIDE, nowMs } = options;
    const context = await this.#browser.newContext({
      viewport: size,
      reducedMotion: "reduce",
      locale: "en-US",
      timezoneId: "UTC",
      acceptDownloads: true,
      ...look.options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    this.#listen(page, new URL(address).origin);
    if (nowMs !== undefined) await page.clock.setFixedTime(nowMs);
    await page.goto(address);
    return new BoardTab(page, context);
  }

  #listen(page: Page, origin: string): void {
    page.on("pageerror", (error) => this.faults.push(`fault: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith("blob:")) this.faults.push(`elsewhere: ${url}`);
    });
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted ?Type/i.test(message.text())) this.faults.push(`policy: ${message.text()}`);
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** The page in a window. */
export class BoardTab {
  readonly page: Page;
  readonly #context: BrowserContext;

  constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.#context = context;
  }

  /** Photographs the whole page, from top to end. */
  async photograph(name: string): Promise<void> {
    const folder = join(artefacts, "board");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  /** Faults of accessibility. The policy lets no script in, so that axe goes in past it. */
  async axe(): Promise<readonly AxeViolation[]> {
    await this.page.evaluate(axeSource);
    return this.page.evaluate(runAxe);
  }

  /** Whether anything of the page is wider than the window. */
  async isTooWide(): Promise<boolean> {
    return this.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** What has the keyboard's focus: its label or text. */
  async focused(): Promise<string> {
    return this.page.evaluate(
      "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()",
    );
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
