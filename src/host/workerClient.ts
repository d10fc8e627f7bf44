import { t } from "@vscode/l10n";

import type { Reached } from "../shared/gameSnapshot.ts";
import type { MeterSnapshot } from "../shared/meterSnapshot.ts";
import { UserError } from "../shared/userError.ts";
import type { FromWorker, ToWorker, WorkerRequestName, WorkerRequests } from "../shared/workerProtocol.ts";
import type { Clock } from "./clock.ts";
import { describeFault } from "./describeFault.ts";
import { type Disposable, DisposableStore } from "./disposableStore.ts";
import type { WorkerHealth } from "./meterView.ts";
import { PendingRequests } from "./pendingRequests.ts";
import { Slot } from "./slot.ts";
import { readFromWorker } from "./workerMessages.ts";

/** A running worker, whatever carries its messages. After `onExit` nothing more comes. */
export interface WorkerPort {
  post(message: ToWorker): void;
  onMessage(listener: (message: unknown) => void): void;
  /** An error that nobody in the worker caught; the end follows. */
  onError(listener: (error: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  /** Ends it at once, in the middle of whatever it does. */
  terminate(): void;
}

export interface WorkerClientOptions {
  /** Starts a worker with the settings as they are now. */
  readonly start: () => WorkerPort;
  readonly clock: Clock;
  readonly onSnapshot: (snapshot: MeterSnapshot) => void;
  readonly onReached: (reached: Reached) => void;
  readonly onRoots: (paths: readonly string[]) => void;
  readonly onLog: (level: "debug" | "info" | "warn" | "error", message: string) => void;
  readonly onHealth: (health: WorkerHealth) => void;
}

export const FIRST_RETRY_MS = 1000;
export const LONGEST_RETRY_MS = 60_000;
/** A worker that ran this long was well: the next end starts the back-off anew. */
export const WELL_AFTER_MS = 60_000;
/** VS Code waits five seconds for `deactivate`; what is not over by then is cut off. */
export const STOP_WITHIN_MS = 3000;

interface Run extends Disposable {
  readonly port: WorkerPort;
  readonly startedMs: number;
  /** Resolves when the worker has ended. */
  readonly ended: Promise<void>;
}

/** Keeps one worker running and talks with it. Every promise handed out settles. */
export class WorkerClient implements Disposable {
  readonly #options: WorkerClientOptions;
  readonly #pending: PendingRequests;
  readonly #run = new Slot<Run>();
  readonly #retry = new Slot<Disposable>();
  /** The run that was asked to stop: its end is no failure. */
  #ending: Run | undefined;
  #failures = 0;
  #isStopped = false;

  constructor(options: WorkerClientOptions) {
    this.#options = options;
    this.#pending = new PendingRequests(options.clock);
  }

  /** Starts the worker unless it runs. */
  start(): void {
    if (this.#isStopped || this.#run.current !== undefined) return;
    this.#retry.clear();
    this.#options.onHealth({ kind: "starting" });
    try {
      this.#run.set(this.#launch(this.#options.start()));
    } catch (cause) {
      this.#fail(describeFault(cause));
    }
  }

  /** Ends the worker in order and starts another, with settings read anew. */
  async restart(): Promise<void> {
    await this.#end(t("The reader of the logs is being restarted."));
    this.#failures = 0;
    this.start();
  }

  /** Asks the worker, starting it when needed. Rejects with a `UserError` when it ends, is stopped or takes too long. */
  request<Name extends WorkerRequestName>(
    name: Name,
    argument: WorkerRequests[Name]["argument"],
  ): Promise<WorkerRequests[Name]["result"]> {
    this.start();
    const run = this.#run.current;
    if (run === undefined) return Promise.reject(new UserError(t("The reader of the logs is not running.")));
    const { id, settled } = this.#pending.open(name);
    // The compiler does not relate a generic name to its argument within the union of all requests.
    run.port.post({ type: "request", id, name, argument } as ToWorker);
    return settled;
  }

  /** Tells the worker something if it runs; what it missed it finds at its first sweep. */
  tell(message: Extract<ToWorker, { readonly type: "hint" | "focus" }>): void {
    this.#run.current?.port.post(message);
  }

  /** Ends the worker in order, for good. Resolves within a bounded time. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#end(t("Token Legend is being stopped."));
  }

  /** Ends the worker at once, for good. */
  dispose(): void {
    this.#isStopped = true;
    this.#retry.dispose();
    this.#run.dispose();
    this.#pending.rejectAll(t("Token Legend is being stopped."));
  }

  async #end(reason: string): Promise<void> {
    this.#retry.clear();
    this.#pending.rejectAll(reason);
    const run = this.#run.current;
    if (run === undefined) return;
    this.#ending = run;
    run.port.post({ type: "stop" });
    const patience = new DisposableStore();
    const tooLong = new Promise<void>((resolve) => {
      patience.add(this.#options.clock.after(STOP_WITHIN_MS, resolve));
    });
    await Promise.race([run.ended, tooLong]);
    patience.dispose();
    if (this.#run.current === run) this.#run.clear();
  }

  #launch(port: WorkerPort): Run {
    let crash: string | undefined;
    let isCurrent = true;
    let isHeard = false;
    // Set by the promise's executor, which runs at once.
    let markEnded = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      markEnded = resolve;
    });
    const run: Run = {
      port,
      startedMs: this.#options.clock.nowMs(),
      ended,
      dispose: () => {
        isCurrent = false;
        port.terminate();
      },
    };
    port.onMessage((raw) => {
      if (!isCurrent) return;
      const message = readFromWorker(raw);
      if (message === undefined) {
        this.#options.onLog("warn", "The reader sent a message of an unknown kind.");
        return;
      }
      if (!isHeard) this.#options.onHealth({ kind: "running" });
      isHeard = true;
      this.#receive(message);
    });
    port.onError((error) => {
      crash = describeFault(error);
    });
    port.onExit((code) => {
      markEnded();
      if (!isCurrent) return;
      isCurrent = false;
      this.#run.clear();
      if (this.#ending === run) this.#pending.rejectAll(t("The reader of the logs was stopped. Try again."));
      else this.#exited(run, crash ?? t("it ended with code {0}", code));
    });
    return run;
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "snapshot":
        this.#options.onSnapshot(message.snapshot);
        break;
      case "reached":
        this.#options.onReached(message.reached);
        break;
      case "roots":
        this.#options.onRoots(message.paths);
        break;
      case "reply":
        this.#pending.settle(message);
        break;
      case "log":
        this.#options.onLog(message.level, message.message);
        break;
    }
  }

  #exited(run: Run, reason: string): void {
    if (this.#options.clock.nowMs() - run.startedMs >= WELL_AFTER_MS) this.#failures = 0;
    this.#fail(reason);
  }

  #fail(cause: string): void {
    this.#failures += 1;
    const delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
    const reason = t("The reader of the logs stopped: {0}.", cause);
    this.#options.onLog("error", `The reader of the logs stopped: ${cause}. It starts again in ${delayMs / 1000} s.`);
    this.#pending.rejectAll(reason);
    this.#options.onHealth({ kind: "down", reason, failures: this.#failures });
    this.#retry.set(this.#options.clock.after(delayMs, () => this.start()));
  }
}
