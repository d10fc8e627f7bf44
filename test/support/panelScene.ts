import type { GameSnapshot } from "../../src/shared/gameSnapshot.ts";
import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";
import { makeExtensionWithWorker } from "./extensionWithWorker.ts";
import { makeFixtureHome } from "./fixtureHome.ts";
import { PanelPage } from "./panelPage.ts";
import { StatusBarPage } from "./statusBarPage.ts";
import { openWorkbench } from "./vscodeHost/openWorkbench.ts";

/** The kinds of theme there are: its name in pictures, VS Code's name of one, and the class its pages get. */
export const THEMES = [
  { name: "light", theme: "Light Modern", kind: "vs" },
  { name: "dark", theme: "Dark Modern", kind: "vs-dark" },
  { name: "hc-dark", theme: "Default High Contrast", kind: "hc-black" },
  { name: "hc-light", theme: "Default High Contrast Light", kind: "hc-light" },
] as const;

export const WIDE = { width: 1600, height: 1000 };
export const NARROW = { width: 400, height: 900 };
/** More than the workbench takes above and below the page. */
const AROUND_PX = 160;

/** What a scene is played with: see `makeExtensionWithWorker`. */
export interface SceneParts {
  readonly snapshots: readonly MeterSnapshot[];
  readonly games: readonly GameSnapshot[];
  /** Answers to the pages' questions, by name. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly theme?: string;
  readonly settings?: object;
}

/** A real VS Code whose extension has a worker of a test's making. */
export class PanelScene {
  readonly bar: StatusBarPage;
  readonly panel: PanelPage;
  /** Home folder that it runs in. */
  readonly home: string;
  readonly #disposals: readonly (() => unknown)[];

  private constructor(bar: StatusBarPage, panel: PanelPage, home: string, disposals: readonly (() => unknown)[]) {
    this.bar = bar;
    this.panel = panel;
    this.home = home;
    this.#disposals = disposals;
  }

  static async open(parts: SceneParts): Promise<PanelScene> {
    const { snapshots, games, answers = {}, theme = "Dark Modern", settings = {} } = parts;
    const extension = makeExtensionWithWorker(snapshots, games, answers);
    const fixture = makeFixtureHome({ isEmpty: true });
    const disposals: (() => unknown)[] = [() => extension.dispose(), () => fixture.dispose()];
    try {
      const workbench = await openWorkbench({
        extensionDir: extension.extensionDir,
        home: fixture.home,
        viewport: WIDE,
        settings: { "window.autoDetectColorScheme": true, "workbench.preferredDarkColorTheme": theme, ...settings },
        log: () => undefined,
      });
      disposals.push(() => workbench.dispose());
      const bar = new StatusBarPage(workbench.page);
      await bar.item.waitFor();
      return new PanelScene(bar, new PanelPage(workbench.page), fixture.home, disposals);
    } catch (error) {
      await disposeAll(disposals);
      throw error;
    }
  }

  /** Makes the window so high that nothing of the page has to be scrolled to. */
  async showWhole(width: "wide" | "narrow"): Promise<void> {
    const { panel } = this;
    const window = width === "wide" ? WIDE : NARROW;
    await panel.page.setViewportSize(window);
    await panel.hasSize(width);
    await panel.page.setViewportSize({ width: window.width, height: (await panel.height()) + AROUND_PX });
    await panel.hasSize("whole");
  }

  async widen(): Promise<void> {
    await this.panel.page.setViewportSize(WIDE);
    await this.panel.hasSize("wide");
  }

  async dispose(): Promise<void> {
    await disposeAll(this.#disposals);
  }
}

async function disposeAll(disposals: readonly (() => unknown)[]): Promise<void> {
  for (const dispose of disposals.toReversed()) await dispose();
}
