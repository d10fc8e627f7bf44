import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Locator, Page } from "playwright-core";

const artefacts = process.env["TOKEN_LEGEND_ARTEFACTS"] ?? resolve(import.meta.dirname, "../../artefacts");

/** The meter in a workbench's status bar, as a person meets it. */
export class StatusBarPage {
  readonly page: Page;
  readonly item: Locator;
  readonly tooltip: Locator;
  readonly summary: Locator;

  constructor(page: Page) {
    this.page = page;
    this.item = page.locator('.part.statusbar .statusbar-item[id$="tokenLegend.meter"]');
    this.tooltip = page.locator(".workbench-hover-container .monaco-hover", { hasText: "Token Legend" });
    this.summary = page.locator(".quick-input-widget", { hasText: "Token Legend" });
  }

  /** Waits until the item reads like this; icons are no text. */
  async reads(text: string | RegExp): Promise<void> {
    await this.item.filter({ hasText: text }).waitFor();
  }

  /** Waits until the item has the background of a warning or an error. */
  async standsOut(how: "warning" | "error"): Promise<void> {
    await this.page.locator(`.part.statusbar .statusbar-item.${how}-kind[id$="tokenLegend.meter"]`).waitFor();
  }

  async label(): Promise<string> {
    return (await this.item.locator("[aria-label]").first().getAttribute("aria-label")) ?? "";
  }

  async icons(): Promise<string> {
    return (await this.item.locator(".codicon").first().getAttribute("class")) ?? "";
  }

  /**
   * Takes on the theme that the user prefers for dark surroundings, by making them dark: a theme that is set from the
   * start is sometimes passed over while the workbench loads.
   * @param kind `vs`, `vs-dark` or `hc-black`
   */
  async takeOnTheme(kind: string): Promise<void> {
    // Without motion the colours change at once, not by and by.
    await this.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await this.page.locator(".monaco-workbench.monaco-reduce-motion").waitFor();
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  async openTooltip(): Promise<string> {
    await this.item.hover();
    await this.tooltip.waitFor();
    return this.tooltip.innerText();
  }

  /** Leaves the item and clicks nothing. */
  async closeTooltip(): Promise<void> {
    await this.page.mouse.move(300, 300);
    await this.tooltip.waitFor({ state: "hidden" });
  }

  /** By keyboard, as not everybody has a mouse. */
  async openSummary(): Promise<void> {
    await this.item.locator("[tabindex]").first().focus();
    await this.page.keyboard.press("Enter");
    await this.summary.waitFor();
  }

  /** Runs a command by its name, as a person finds it in the command palette. */
  async runCommand(name: string): Promise<void> {
    await this.page.keyboard.press("F1");
    const palette = this.page.locator(".quick-input-widget");
    await palette.locator("input").fill(`>${name}`);
    await palette.locator(".monaco-list-row", { hasText: name }).first().click();
  }

  /** Answers what the extension asks. */
  async answerNotification(button: string): Promise<void> {
    const choice = this.#notifications.getByRole("button", { name: button, exact: true });
    await this.#seeNotification(choice);
    await choice.click();
  }

  /** Waits until the extension says this. */
  async readNotification(text: string): Promise<void> {
    await this.#seeNotification(this.#notifications.getByText(text));
  }

  get #notifications(): Locator {
    return this.page.locator(".notifications-center");
  }

  /** Under a test driver VS Code shows no notification by itself, and hides all of them when one was answered. */
  async #seeNotification(part: Locator): Promise<void> {
    while (!(await part.isVisible())) {
      if (!(await this.#notifications.isVisible())) await this.runCommand("Notifications: Show Notifications");
      await Promise.race([part.waitFor(), this.#notifications.waitFor({ state: "hidden" })]);
    }
  }

  /** Contrast of the item's text against its background, as WCAG computes it. */
  async contrast(): Promise<number> {
    const [text, ...layers] = await this.item.locator("a").evaluate(coloursFromTextDown);
    const background = layers.map(parseColour).find(({ alpha }) => alpha === 1);
    if (text === undefined || background === undefined) throw new Error("The item has no opaque background.");
    const [light, dark] = [luminance(parseColour(text)), luminance(background)].toSorted((a, b) => b - a);
    return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
  }

  async photograph(name: string): Promise<void> {
    mkdirSync(artefacts, { recursive: true });
    await this.page.screenshot({ path: join(artefacts, `${name}.png`) });
  }
}

/** As much of the page's DOM as is needed. */
interface PageElement {
  readonly parentElement: PageElement | null;
  readonly ownerDocument: {
    readonly defaultView: {
      getComputedStyle(element: PageElement): { readonly color: string; readonly backgroundColor: string };
    };
  };
}

/** Runs in the page: colour of the text, then of each background below it. */
function coloursFromTextDown(element: PageElement): readonly string[] {
  const view = element.ownerDocument.defaultView;
  const colours = [view.getComputedStyle(element).color];
  for (let at: PageElement | null = element; at !== null; at = at.parentElement) {
    colours.push(view.getComputedStyle(at).backgroundColor);
  }
  return colours;
}

interface Colour {
  readonly channels: readonly number[];
  readonly alpha: number;
}

function parseColour(css: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
  return { channels: [red, green, blue], alpha };
}

function luminance({ channels }: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
