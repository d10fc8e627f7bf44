import type { Page } from "playwright-core";

import type { PanelPage } from "./panelPage.ts";

/** One message that the host has sent to the page. */
export interface MessageSize {
  /** `snapshot`, `answer`, `answer with rows`, or an update with its part, `update game`. */
  readonly kind: string;
  /** Length as JSON, in characters. */
  readonly characters: number;
}

/**
 * Makes every page of a workbench note how long the messages are that come to it. VS Code's frame drops listeners that
 * were there before the page's own, so each one that is added brings a listener of ours.
 */
const NOTE_SIZES = `
  const listen = globalThis.addEventListener;
  globalThis.messageSizes = [];
  globalThis.addEventListener = function (type, ...more) {
    if (type === "message") {
      listen.call(this, type, ({ data }) => {
        const part = { update: data?.change?.part, answer: Array.isArray(data?.answer?.rows) ? "with rows" : "" };
        const kind = [data?.type, part[data?.type]].filter(Boolean).join(" ");
        globalThis.messageSizes.push({ kind, characters: JSON.stringify(data)?.length ?? 0 });
      });
    }
    return listen.call(this, type, ...more);
  };
`;

/** To be called before the workbench is loaded. */
export async function noteMessageSizes(page: Page): Promise<void> {
  await page.addInitScript(NOTE_SIZES);
}

/** Messages to the panel since its page was loaded, the oldest first. */
export async function messageSizes(panel: PanelPage): Promise<readonly MessageSize[]> {
  const frame = await panel.frame();
  return frame.evaluate("globalThis.messageSizes");
}

/** The page's first paint that shows anything. */
export interface FirstPaint {
  /** In milliseconds since 1970. */
  readonly atMs: number;
  /** Since VS Code began to load the page, and since the page had its script. */
  readonly sinceLoadMs: number;
  readonly sinceScriptMs: number;
}

export async function firstPaint(panel: PanelPage): Promise<FirstPaint> {
  const frame = await panel.frame();
  // Playwright's own waiting needs `eval`, which the page's policy forbids.
  return frame.evaluate(`new Promise((painted) => {
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName("first-contentful-paint")[0];
      if (paint === undefined) return;
      const script = performance.getEntriesByType("resource").find(({ name }) => name.includes("webview.js"));
      painted({
        atMs: performance.timeOrigin + paint.startTime,
        sinceLoadMs: paint.startTime,
        sinceScriptMs: paint.startTime - (script === undefined ? 0 : script.responseEnd),
      });
    }).observe({ type: "paint", buffered: true });
  })`);
}
