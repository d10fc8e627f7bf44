import type { Page } from "playwright-core";

/** What has the focus, as it is read out. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate(
    "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()",
  );
}
