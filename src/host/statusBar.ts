import { EventEmitter, type Event, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";

import { type Disposable, DisposableStore } from "./disposableStore.ts";
import { COMMANDS, PRODUCT_NAME, STATUS_BAR_ID, type StatusFormat } from "./ids.ts";
import type { MeterView } from "./meterView.ts";
import { type StatusFace, statusFace } from "./statusText.ts";
import { TOOLTIP_COMMANDS, tooltipMarkdown } from "./tooltipMarkdown.ts";

export interface ShownStatus {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly label: string;
  /** By which background it stands out. */
  readonly alarm: StatusFace["alarm"];
}

/** Left of the entries that VS Code puts at the end of the right side. */
const PRIORITY = 90;

/** The one item in the status bar. */
export class StatusBar implements Disposable {
  readonly #store = new DisposableStore();
  readonly #item = this.#store.add(window.createStatusBarItem(STATUS_BAR_ID, StatusBarAlignment.Right, PRIORITY));
  readonly #changes = this.#store.add(new EventEmitter<ShownStatus>());
  #shown: ShownStatus = { text: "", tooltip: "", label: "", alarm: undefined };

  /** Fires after what is shown has changed. */
  readonly onDidChange: Event<ShownStatus> = this.#changes.event;

  constructor() {
    this.#item.name = PRODUCT_NAME;
    this.#item.command = COMMANDS.showSummary;
    this.#item.show();
  }

  get shown(): ShownStatus {
    return this.#shown;
  }

  /** Touches the item only where something differs, so that an open tooltip stays open. */
  render(view: MeterView, format: StatusFormat, nowMs: number): void {
    const { text, label, alarm } = statusFace(view, format, nowMs);
    const tooltip = tooltipMarkdown(view, nowMs);
    const previous = this.#shown;
    const isSameFace = text === previous.text && label === previous.label && alarm === previous.alarm;
    if (isSameFace && tooltip === previous.tooltip) return;
    this.#shown = { text, tooltip, label, alarm };
    this.#item.text = text;
    this.#item.accessibilityInformation = { label, role: "button" };
    this.#item.backgroundColor = alarm === undefined ? undefined : new ThemeColor(`statusBarItem.${alarm}Background`);
    if (tooltip !== previous.tooltip) this.#item.tooltip = trustedMarkdown(tooltip);
    this.#changes.fire(this.#shown);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function trustedMarkdown(value: string): MarkdownString {
  const markdown = new MarkdownString(value, true);
  markdown.isTrusted = { enabledCommands: TOOLTIP_COMMANDS.map((name) => COMMANDS[name]) };
  return markdown;
}
