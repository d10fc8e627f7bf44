import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import type { ExtensionUnderTest, HostOptions } from "./extensionUnderTest.ts";
import { hostEnv } from "./hostEnv.ts";
import { linkThemes, makeHostFolders } from "./hostFolders.ts";
import { type RunningServer, installVsix, startServer } from "./serverProcess.ts";
import { prepareServer } from "./serverRelease.ts";
import { noonZone } from "./noonZone.ts";
import { workbenchUrl } from "./workbenchUrl.ts";

export type WorkbenchOptions = ExtensionUnderTest &
  HostOptions & {
    /** Folder opened in the workbench; an empty one by default. */
    readonly workspace?: string;
    /** Run in the extension host once the workbench has started. */
    readonly testsModule?: string;
    /** Extension loaded from its folder besides the one that is tested: a test module needs one such. */
    readonly companion?: string;
    readonly viewport?: { readonly width: number; readonly height: number };
    /** Pixels per CSS pixel, for sharp pictures. */
    readonly scale?: number;
    /** Called before the page loads. */
    readonly prepare?: (page: Page) => Promise<void>;
  };

/** VS Code's workbench in a browser, with the extension's host as a Node process on this machine. */
export interface Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly server: RunningServer;
  dispose(): Promise<void>;
}

const NEVER_SETTLES_MS = 120_000;

/** Starts a server, installs what is tested, opens the workbench and waits until its status bar is there. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const serverMain = await prepareServer(options.log);
  const folders = makeHostFolders(options.settings);
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  const dispose = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    folders.dispose();
  };
  try {
    const timezoneId = noonZone(Date.now());
    const env = hostEnv(options.home, { TZ: timezoneId, ...options.env });
    const common = { serverMain, folders, env, connectionToken: undefined };
    if (options.vsix !== undefined) await installVsix(common, options.vsix);
    server = await startServer({
      ...common,
      port: 0,
      testDriver: true,
      builtinExtensions: linkThemes(serverMain, folders),
    });
    browser = await launchChromium(options.log);
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      timezoneId,
    });
    context.setDefaultTimeout(NEVER_SETTLES_MS);
    // The same with and without a network: what is not on this machine does not exist.
    await context.route(
      (address) => address.protocol.startsWith("http") && address.hostname !== "127.0.0.1",
      async (route) => route.abort(),
    );
    const page = await context.newPage();
    await options.prepare?.(page);
    const url = workbenchUrl({
      port: server.port,
      folder: options.workspace ?? folders.workspace,
      extensionDir: options.extensionDir ?? options.companion,
      testsModule: options.testsModule,
    });
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    return { page, context, url, server, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
