import { RelativePattern, Uri, workspace } from "vscode";

import { type Disposable, DisposableStore } from "./disposableStore.ts";
import { Slot } from "./slot.ts";

const LOGS = "**/*.{jsonl,zst}";

/**
 * Watches the folders that hold logs, wherever they are. What it misses (excluded files, full watch tables) the worker
 * finds at its next sweep.
 */
export class LogWatchers implements Disposable {
  readonly #onChange: (path: string) => void;
  readonly #watchers = new Slot<DisposableStore>();
  #roots: ReadonlySet<string> = new Set();

  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  watch(paths: readonly string[]): void {
    const roots = new Set(paths);
    if (roots.size === this.#roots.size && paths.every((path) => this.#roots.has(path))) return;
    this.#roots = roots;
    const store = new DisposableStore();
    for (const root of roots) {
      const watcher = store.add(
        workspace.createFileSystemWatcher(new RelativePattern(Uri.file(root), LOGS), false, false, true),
      );
      store.add(watcher.onDidCreate((file) => this.#onChange(file.fsPath)));
      store.add(watcher.onDidChange((file) => this.#onChange(file.fsPath)));
    }
    this.#watchers.set(store);
  }

  dispose(): void {
    this.#watchers.dispose();
  }
}
