import { EventEmitter, Uri, window, workspace } from "vscode";

import { type Disposable, DisposableStore } from "./disposableStore.ts";

/** Read-only documents of one scheme, made anew each time they are shown. */
export class ReadOnlyDocument implements Disposable {
  readonly #scheme: string;
  readonly #store = new DisposableStore();
  readonly #changes = this.#store.add(new EventEmitter<Uri>());
  readonly #contents = new Map<string, string>();

  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#store.add(
      workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changes.event,
        provideTextDocumentContent: (uri) => this.#contents.get(uri.path) ?? "",
      }),
    );
  }

  async show(name: string, content: string): Promise<void> {
    const document = await workspace.openTextDocument(this.set(name, content));
    await window.showTextDocument(document, { preview: false });
  }

  /** Gives a document its content without showing it. */
  set(name: string, content: string): Uri {
    const uri = Uri.from({ scheme: this.#scheme, path: `/${name}` });
    this.#contents.set(uri.path, content);
    this.#changes.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
