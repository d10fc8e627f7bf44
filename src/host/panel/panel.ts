import { randomBytes } from "node:crypto";

import { Uri, ViewColumn, type WebviewPanel, window } from "vscode";

import { ENGLISH, locale } from "../../core/locale.ts";
import { type Disposable, DisposableStore } from "../disposableStore.ts";
import { PANEL_VIEW_TYPE, PRODUCT_NAME } from "../ids.ts";
import { Slot } from "../slot.ts";
import type { PanelFeed } from "./panelFeed.ts";
import { panelHtml } from "./panelHtml.ts";

const NONCE_BYTES = 24;

/**
 * The panel: at most one, opened by its reader, and put back by VS Code after a reload of the window. For that it stays
 * open when the extension ends; only what listens to it is let go.
 */
export class Panel implements Disposable {
  readonly #extensionUri: Uri;
  readonly #feed: PanelFeed;
  readonly #store = new DisposableStore();
  readonly #open = this.#store.add(new Slot<OpenPanel>());

  constructor(extensionUri: Uri, feed: PanelFeed) {
    this.#extensionUri = extensionUri;
    this.#feed = feed;
    this.#store.add(
      window.registerWebviewPanelSerializer(PANEL_VIEW_TYPE, {
        deserializeWebviewPanel: (panel) => {
          this.#adopt(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Opens the panel, or shows the one that is open. */
  show(): void {
    const open = this.#open.current;
    if (open === undefined) this.#adopt(window.createWebviewPanel(PANEL_VIEW_TYPE, PRODUCT_NAME, ViewColumn.Active));
    else open.panel.reveal();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    const dist = Uri.joinPath(this.#extensionUri, "dist");
    panel.iconPath = Uri.joinPath(this.#extensionUri, "media", "icon.png");
    panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
    const store = new DisposableStore();
    const open = { panel, dispose: () => store.dispose() };
    store.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#feed.receive(message)));
    store.add(panel.onDidChangeViewState(() => this.#feed.refresh()));
    store.add(
      panel.onDidDispose(() => {
        if (this.#open.current === open) this.#open.clear();
        else store.dispose();
      }),
    );
    const previous = this.#open.current;
    this.#open.set(open);
    previous?.panel.dispose();
    this.#feed.attach({
      get isVisible() {
        return panel.visible;
      },
      post: (message) => void panel.webview.postMessage(message),
    });
    store.add({ dispose: () => this.#feed.detach() });
    panel.webview.html = panelHtml({
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(NONCE_BYTES).toString("base64url"),
      language: locale(),
      title: PRODUCT_NAME,
      scriptUris: pageScripts().map((path) => panel.webview.asWebviewUri(Uri.joinPath(dist, path)).toString()),
      styleUri: panel.webview.asWebviewUri(Uri.joinPath(dist, "webview.css")).toString(),
    });
  }
}

/** The translation comes first, so that the page is drawn in its language from the start. */
function pageScripts(): readonly string[] {
  return locale() === ENGLISH ? ["webview.js"] : [`l10n/${locale()}.js`, "webview.js"];
}

interface OpenPanel extends Disposable {
  readonly panel: WebviewPanel;
}
