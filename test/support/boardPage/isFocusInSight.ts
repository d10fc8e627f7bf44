import type { Page } from "playwright-core";

/** Whether all of what has the focus can be seen: in the window, and below the head that stays at its top. */
export function isFocusInSight(page: Page): Promise<boolean> {
  return page.evaluate(`
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    const head = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
    top >= head && bottom <= innerHeight;
  `);
}
