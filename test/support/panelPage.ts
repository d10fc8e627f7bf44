import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Frame, FrameLocator, Page } from "playwright-core";
import { findPageFaults } from "./findPageFaults.ts";
import { type AxeViolation, runAxe } from "./runAxe.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The panel in a workbench, as a person meets it. */
export class PanelPage {
  readonly page: Page;
  /** The page itself, two frames deep. */
  readonly content: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.content = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  /** Waits for a text of the page. */
  async shows(text: string | RegExp): Promise<void> {
    await this.content.getByText(text).first().waitFor();
  }

  /** Turns to another page of the panel. */
  async goTo(page: string): Promise<void> {
    await this.content.getByRole("navigation").getByRole("button", { name: page, exact: true }).click();
  }

  /** Leaves a mark in the page, which is gone when it is loaded anew. */
  async mark(): Promise<void> {
    await (await this.frame()).evaluate("globalThis.isMarked = true");
  }

  async isMarked(): Promise<boolean> {
    return (await this.frame()).evaluate("globalThis.isMarked === true");
  }

  async frame(): Promise<Frame> {
    const element = await this.content.locator("body").elementHandle();
    const frame = await element?.ownerFrame();
    if (frame === undefined || frame === null) throw new Error("The panel has no frame.");
    return frame;
  }

  /** Faults of accessibility; the frame's policy lets no script in, so it goes in past the policy. */
  async axe(): Promise<readonly AxeViolation[]> {
    const frame = await this.frame();
    await frame.evaluate(axeSource);
    return frame.evaluate(runAxe);
  }

  /** The text or the label of what has the keyboard's focus in the page. */
  async focused(): Promise<string> {
    return (await this.frame()).evaluate(describeFocus);
  }

  /** Goes on by Tab until something that reads like this has the focus. */
  async tabTo(name: string): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < MOST_TABS; step += 1) {
      await this.page.keyboard.press("Tab");
      const focused = await this.focused();
      if (focused === name) return;
      passed.push(focused);
    }
    throw new Error(`Tab does not come to ${name}, but to: ${passed.join(", ")}`);
  }

  /** Brings a heading to the top of the page. */
  async scrollTo(heading: string): Promise<void> {
    await this.content.getByRole("heading", { name: heading, exact: true }).evaluate(scrollToTop, BELOW_NAVIGATION_PX);
  }

  /** Brings an element to the top of the page. */
  async scrollToPart(selector: string): Promise<void> {
    await this.content.locator(selector).first().evaluate(scrollToTop, BELOW_NAVIGATION_PX);
  }

  /** What of an element moves when it changes. */
  async transitionOf(selector: string): Promise<string> {
    return this.content.locator(selector).first().evaluate(transitionProperty);
  }

  /** Waits until the page has taken on the width of a narrow window. */
  async isNarrow(): Promise<void> {
    await this.hasSize("narrow");
  }

  /** Waits until the page has the width of a wide or a narrow window, or is shown as a whole. */
  async hasSize(size: PageSize): Promise<void> {
    await (await this.frame()).evaluate(untilSize, size);
  }

  /** How high the page would have to be to need no scrolling, in pixels. */
  async height(): Promise<number> {
    return (await this.frame()).evaluate("document.documentElement.scrollHeight");
  }

  /** Whether anything of the page is wider than the page. */
  async isTooWide(): Promise<boolean> {
    return (await this.frame()).evaluate(overflowsSideways);
  }

  /** What is wrong with the page to who sees, reads or moves otherwise, besides what axe finds. */
  async faults(): Promise<readonly string[]> {
    return (await this.frame()).evaluate(findPageFaults);
  }

  /** Drops what stands beside the editor, so that the page is as wide as the window. */
  async useWholeWindow(): Promise<void> {
    await this.page.locator(".part.editor").waitFor();
    const side = this.page.locator(".part.sidebar");
    if (await side.isVisible()) {
      await this.page.keyboard.press("Control+b");
      await side.waitFor({ state: "hidden" });
    }
  }
}

const MOST_TABS = 40;
/** The navigation stays at the top of the page. */
const BELOW_NAVIGATION_PX = 56;

export type PageSize = "wide" | "narrow" | "whole";

/** Runs in the page. Playwright's own waiting needs `eval`, which the page's policy forbids. */
async function untilSize(size: PageSize): Promise<void> {
  const { document, requestAnimationFrame } = globalThis as unknown as {
    readonly document: {
      readonly documentElement: {
        readonly clientWidth: number;
        readonly clientHeight: number;
        readonly scrollHeight: number;
      };
    };
    readonly requestAnimationFrame: (then: () => void) => void;
  };
  const { documentElement } = document;
  const holds = {
    wide: () => documentElement.clientWidth > 1000,
    narrow: () => documentElement.clientWidth < 500,
    whole: () => documentElement.scrollHeight <= documentElement.clientHeight,
  }[size];
  while (!holds()) {
    await new Promise<void>((drawn) => {
      requestAnimationFrame(drawn);
    });
  }
}

/** Runs in the page. */
function describeFocus(): string {
  const { document } = globalThis as unknown as {
    readonly document: {
      readonly activeElement: {
        readonly ariaLabel: string | null;
        readonly id: string;
        readonly textContent: string | null;
        readonly tagName: string;
        readonly value?: string;
      } | null;
    };
  };
  const element = document.activeElement;
  if (element === null) return "";
  if (element.tagName === "SELECT" || element.tagName === "INPUT") {
    return element.ariaLabel ?? (element.id || (element.value ?? ""));
  }
  const text = (element.textContent ?? "").trim();
  return text === "" ? (element.ariaLabel ?? "") : text;
}

/** Runs in the page. An element that scrolls itself into view may move the frames around the page as well. */
function scrollToTop(element: unknown, below: number): void {
  const { scrollY, scrollTo } = globalThis as unknown as {
    readonly scrollY: number;
    readonly scrollTo: (x: number, y: number) => void;
  };
  const { top } = (element as { getBoundingClientRect(): { readonly top: number } }).getBoundingClientRect();
  scrollTo(0, scrollY + top - below);
}

/** Runs in the page. */
function transitionProperty(element: unknown): string {
  const { getComputedStyle } = globalThis as unknown as {
    readonly getComputedStyle: (of: unknown) => { readonly transitionProperty: string };
  };
  return getComputedStyle(element).transitionProperty;
}

/** Runs in the page. */
function overflowsSideways(): boolean {
  const { document } = globalThis as unknown as {
    readonly document: { readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number } };
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth;
}
