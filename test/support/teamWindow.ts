import type { Page } from "playwright-core";

import { builtExtension } from "./builtExtension.ts";
import { PanelPage } from "./panelPage.ts";
import { StatusBarPage } from "./statusBarPage.ts";
import { type Workbench, openWorkbench } from "./vscodeHost/openWorkbench.ts";

export interface TeamWindowOptions {
  /** Whose logs are read. */
  readonly home: string;
  readonly theme?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A window of somebody who may join a team board. VS Code's telemetry setting is one that lets boards in; its own telemetry is
 * turned off by the server's command line, and has no network.
 */
export class TeamWindow {
  readonly bar: StatusBarPage;
  readonly panel: PanelPage;
  readonly dispose: () => Promise<void>;
  readonly #workbench: Workbench;

  private constructor(page: Page, workbench: Workbench) {
    this.bar = new StatusBarPage(page);
    this.panel = new PanelPage(page);
    this.dispose = () => workbench.dispose();
    this.#workbench = workbench;
  }

  static async open({ home, theme = "Dark Modern", settings = {}, env }: TeamWindowOptions): Promise<TeamWindow> {
    const workbench = await openWorkbench({
      ...builtExtension(),
      home,
      ...(env === undefined ? {} : { env }),
      viewport: { width: 1600, height: 1000 },
      settings: {
        "telemetry.telemetryLevel": "all",
        "tokenLegend.weeklyReview": false,
        "tokenLegend.celebrations": false,
        "window.autoDetectColorScheme": true,
        "workbench.preferredDarkColorTheme": theme,
        ...settings,
      },
      log: () => undefined,
    });
    const window = new TeamWindow(workbench.page, workbench);
    await window.bar.item.waitFor();
    return window;
  }

  /** A second window of the same person, on the same machine and ledger. */
  async another(): Promise<TeamWindow> {
    const page = await this.#workbench.context.newPage();
    await page.goto(this.#workbench.url, { waitUntil: "domcontentloaded" });
    const window = new TeamWindow(page, this.#workbench);
    await window.bar.item.waitFor();
    return window;
  }

  /** Names a board and an invitation, by keyboard; the page of consent follows. */
  async askToJoin(address: string, code: string): Promise<void> {
    await this.bar.runCommand("Token Legend: Join Team Board…");
    await this.#answer("Join Team Board: Address", address);
    await this.#answer("Join Team Board: Invitation", code);
    await this.panel.content.getByRole("heading", { name: "Exactly what would be sent" }).waitFor();
  }

  /** Agrees to be counted and, with a name, to be listed. */
  async agree(handle: string | undefined): Promise<void> {
    const { content } = this.panel;
    await content.getByLabel("Count me anonymously in totals").check();
    if (handle !== undefined) {
      await content.getByLabel("List me by display name").check();
      await content.getByLabel("Display name", { exact: true }).fill(handle);
    }
    await content.getByRole("button", { name: "Agree and Join" }).click();
    await this.panel.shows("What the board holds of you");
  }

  /** Answers a dialog of the workbench. */
  async answerDialog(button: string): Promise<void> {
    await this.bar.page.locator(".monaco-dialog-box").getByRole("button", { name: button }).click();
  }

  async #answer(title: string, text: string): Promise<void> {
    const box = this.bar.page.locator(".quick-input-widget", { hasText: title });
    await box.waitFor();
    await box.locator("input").fill(text);
    await this.bar.page.keyboard.press("Enter");
  }
}
