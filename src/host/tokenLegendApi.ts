import type { Disposable } from "./disposableStore.ts";
import type { ShownStatus } from "./statusBar.ts";

/** What `activate` returns: a look at the surface for other extensions and tests. Read only, and small on purpose. */
export interface TokenLegendApi {
  /** What the status bar item shows now. */
  statusBar(): ShownStatus;
  /** Calls back after the item has changed. */
  onDidChangeStatusBar(listener: (shown: ShownStatus) => void): Disposable;
  /** Resolves once all logs have been looked at and the item shows it; rejects when the extension is stopped before. */
  whenReady(): Promise<void>;
  /** How much is still held: watchers, commands, timers, the worker. 0 after `deactivate`. */
  openResources(): number;
  /** Milliseconds that `activate` took of the host's thread. */
  readonly activationMs: number;
}
