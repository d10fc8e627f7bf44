import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../vscodeHost/chromium.ts";
import { type AxeViolation, runAxe } from "../runAxe.ts";

const artefacts = process.env["TOKEN_LEGEND_ARTEFACTS"] ?? resolve(import.meta.dirname, "../../../artefacts");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const LOOKS = [
  { name: "light", options: { colorScheme: "light", forcedColors: "none", contrast: "no-preference" } },
  { name: "dark", options: { colorScheme: "dark", forcedColors: "none", contrast: "no-preference" } },
  { name: "contrast", options: { colorScheme: "dark", forcedColors: "none", contrast: "more" } },
  { name: "forced", options: { colorScheme: "dark", forcedColors: "active", contrast: "no-preference" } },
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

  async open(address: string, { nowMs }: { readonly nowMs?: number } = {}): Promise<BoardTab> {
    const context = await this.#browser.newContext({
      viewport: WIDE,
      reducedMotion: "reduce",
      locale: "en-US",
      timezoneId: "UTC",
      acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
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

  /** Changes what the system asks for, and the size of the window. */
  async look(look: Look, size: typeof WIDE): Promise<void> {
    await this.page.setViewportSize(size);
    await this.page.emulateMedia(look.options);
    // Two frames: one in which the page hears of it, and one in which it has drawn.
    await this.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /** Photographs the whole page, from top to end. */
  async photograph(name: string): Promise<void> {
    const folder = join(artefacts, "board");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  /** Faults of accessibility. The policy lets no script in, so that axe goes in past it. */
  async axe(): Promise<readonly AxeViolation[]> {
    if (!(await this.page.evaluate("'axe' in globalThis"))) await this.page.evaluate(axeSource);
    return this.page.evaluate(runAxe);
  }

  /** Whether anything of the page is wider than the window. */
  async isTooWide(): Promise<boolean> {
    return this.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Texts of several words that another part beside them leaves no more room than for one, and figures broken in two. */
  async squeezed(): Promise<readonly string[]> {
    return this.page.evaluate(findSqueezed);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** Runs in the page. */
function findSqueezed(): readonly string[] {
  interface Box {
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }
  interface Node {
    readonly nodeType: number;
    readonly textContent: string | null;
  }
  interface Part extends Node {
    readonly childNodes: Iterable<Node>;
    getBoundingClientRect(): Box;
  }
  const { document } = globalThis as unknown as {
    readonly document: {
      querySelectorAll(selector: string): Iterable<Part>;
      createRange(): { selectNodeContents(of: Part): void; getClientRects(): Iterable<Box> };
    };
  };
  const TEXT_NODE = 3;
  const texts: string[] = [];
  for (const part of document.querySelectorAll("main *")) {
    const own = [...part.childNodes].filter(({ nodeType }) => nodeType === TEXT_NODE).map((node) => node.textContent);
    const { length } = own.join("").trim();
    const { width, height } = part.getBoundingClientRect();
    const isStrip = length > 24 && width > 1 && width < 90 && height > width;
    const range = document.createRange();
    range.selectNodeContents(part);
    const tops = [...range.getClientRects()].map(({ top }) => top);
    const isWhole = length === (part.textContent ?? "").trim().length;
    const isBroken = length > 1 && length < 7 && isWhole && Math.max(...tops) - Math.min(...tops) > 4;
    if (isStrip || isBroken) texts.push(part.textContent ?? "");
  }
  return texts;
}
