import assert from "node:assert/strict";

import type { PanelPage } from "./panelPage.ts";

/** Where the focus is. */
interface Stop {
  readonly name: string;
  /** Whether it can be seen. */
  readonly isMarked: boolean;
  /** What can be used below it and was not come to yet. */
  readonly left: readonly string[];
}

/** A page of charts and fields has fewer stops. */
const MOST_STOPS = 250;

/** Goes over the panel by Tab, as who has no mouse does. */
export class KeyboardTour {
  readonly #panel: PanelPage;

  constructor(panel: PanelPage) {
    this.#panel = panel;
  }

  /** Goes on from the element with the focus until all that follows and can be used was come to. */
  async visitPage(name: string): Promise<void> {
    const frame = await this.#panel.frame();
    await frame.evaluate(beginVisit);
    const unseen: string[] = [];
    for (let step = 0; step < MOST_STOPS; step += 1) {
      const stop = await frame.evaluate(describeStop);
      if (!stop.isMarked) unseen.push(stop.name);
      if (stop.left.length === 0) {
        assert.deepEqual(unseen, [], `${name}: the focus is not seen there`);
        return;
      }
      await this.#panel.page.keyboard.press("Tab");
    }
    const { left } = await frame.evaluate(describeStop);
    assert.fail(`${name}: Tab does not come to ${left.join("; ")}`);
  }

  /** Goes back by Shift+Tab until something that reads like this has the focus. */
  async goBackTo(name: string): Promise<void> {
    await this.#goBackUntil(async () => (await this.#panel.focused()) === name, name);
  }

  /** Goes back to the table of sessions. */
  async goBackToRow(): Promise<void> {
    const row = this.#panel.content.locator('[role="row"][tabindex="0"]:focus');
    await this.#goBackUntil(async () => (await row.count()) > 0, "a session");
  }

  async #goBackUntil(isThere: () => Promise<boolean>, name: string): Promise<void> {
    for (let step = 0; step < MOST_STOPS; step += 1) {
      if (await isThere()) return;
      await this.#panel.page.keyboard.press("Shift+Tab");
    }
    assert.fail(`Shift+Tab does not come to ${name}`);
  }
}

/** As much of an element as is needed. */
interface Focusable {
  readonly tagName: string;
  readonly type?: string;
  readonly name?: string;
  readonly ariaLabel: string | null;
  readonly textContent: string | null;
  readonly id: string;
  closest(selector: string): Focusable | null;
  checkVisibility(): boolean;
  compareDocumentPosition(other: Focusable): number;
}

interface TourWindow {
  tourVisited: Set<Focusable>;
  tourStart: Focusable | null;
  readonly document: {
    readonly activeElement: Focusable | null;
    querySelectorAll(selector: string): Iterable<Focusable>;
  };
  readonly getComputedStyle: (
    of: Focusable,
    part?: string,
  ) => { readonly outlineStyle: string; readonly outlineWidth: string };
}

/** Runs in the page. */
function beginVisit(): void {
  const page = globalThis as unknown as TourWindow;
  page.tourVisited = new Set();
  page.tourStart = page.document.activeElement;
}

/** Runs in the page. */
function describeStop(): Stop {
  const FOLLOWS = 4;
  const page = globalThis as unknown as TourWindow;
  const { document, tourVisited, tourStart, getComputedStyle } = page;
  const nameOf = (element: Focusable): string =>
    `${element.tagName} ${element.ariaLabel ?? ""} ${element.id} ${(element.textContent ?? "").trim().slice(0, 40)}`;
  const active = document.activeElement;
  if (active === null || active.tagName === "BODY") return { name: "nothing", isMarked: false, left: ["the page"] };
  tourVisited.add(active);
  const groupOf = (element: Focusable): string | undefined => (element.type === "radio" ? element.name : undefined);
  const groups = new Set([...tourVisited].map(groupOf));
  const usable = [
    ...document.querySelectorAll('button:not(:disabled), select, input:not(:disabled), a[href], [tabindex="0"]'),
  ];
  const left = usable.filter((element) => {
    const group = groupOf(element);
    const isAfter = tourStart === null || (tourStart.compareDocumentPosition(element) & FOLLOWS) !== 0;
    const isVisited = tourVisited.has(element) || (group !== undefined && groups.has(group));
    return isAfter && !isVisited && element.checkVisibility();
  });
  // A choice is marked around its label, and a card's button around the card.
  const isMarked = [active, active.closest("label")].some((element) => {
    if (element === null) return false;
    return [undefined, "::before", "::after"].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
  });
  return { name: nameOf(active), isMarked, left: left.map(nameOf) };
}
