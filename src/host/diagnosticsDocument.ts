import { EventEmitter, Uri, window, workspace } from "vscode";

import { type Disposable, DisposableStore } from "./disposableStore.ts";
import { DOCUMENT_SCHEME } from "./ids.ts";

const DOCUMENT = Uri.from({ scheme: DOCUMENT_SCHEME, path: "/Token Legend Diagnostics.md" });

/** A read-only document that is made anew each time it is shown. */
export class DiagnosticsDocument implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changes = this.#store.add(new EventEmitter<Uri>());
  #content = "";

  constructor() {
    this.#store.add(
      workspace.registerTextDocumentContentProvider(DOCUMENT_SCHEME, {
        onDidChange: this.#changes.event,
        provideTextDocumentContent: () => this.#content,
      }),
    );
  }

  async show(content: string): Promise<void> {
    this.#content = content;
    this.#changes.fire(DOCUMENT);
    const document = await workspace.openTextDocument(DOCUMENT);
    await window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
