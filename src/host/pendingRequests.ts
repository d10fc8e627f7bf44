import { t } from "@vscode/l10n";

import { UserError } from "../shared/userError.ts";
import type { FromWorker, WorkerRequestName, WorkerRequests } from "../shared/workerProtocol.ts";
import type { Clock } from "./clock.ts";
import type { Disposable } from "./disposableStore.ts";
import { isResultOf } from "./workerMessages.ts";

/** How long an answer may take. Reading or writing gigabytes takes minutes; the rest is a query. */
export const REQUEST_TIMEOUTS_MS: Readonly<Record<WorkerRequestName, number>> = {
  rescan: 60 * 60_000,
  export: 30 * 60_000,
  game: 5 * 60_000,
  ask: 5 * 60_000,
  noteTestRun: 60_000,
  noteBudget: 60_000,
  report: 60_000,
  diagnostics: 60_000,
  telemetry: 60_000,
  boardState: 60_000,
  boardJoin: 60_000,
  boardPreview: 60_000,
  boardTake: 60_000,
  boardAcknowledge: 60_000,
  boardHearEpoch: 60_000,
  boardRefuse: 60_000,
  boardUploads: 60_000,
  boardPause: 60_000,
  boardAgree: 60_000,
  boardMarkAllDirty: 60_000,
  boardNote: 60_000,
  boardClear: 60_000,
  boardOutcomes: 60_000,
  boardEvidence: 60_000,
};

interface Pending {
  settle(reply: Reply): void;
  reject(error: Error): void;
  readonly timer: Disposable;
}

type Reply = Extract<FromWorker, { readonly type: "reply" }>;

/** Requests that wait for their answer. Each settles once: by its reply, by time, or by `rejectAll`. */
export class PendingRequests {
  readonly #clock: Clock;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open<Name extends WorkerRequestName>(
    name: Name,
  ): { readonly id: number; readonly settled: Promise<WorkerRequests[Name]["result"]> } {
    this.#lastId += 1;
    const id = this.#lastId;
    const settled = new Promise<WorkerRequests[Name]["result"]>((resolve, reject) => {
      this.#pending.set(id, {
        settle: (reply) => {
          if (!reply.ok) reject(new UserError(reply.message));
          else if (isResultOf(name, reply.result)) resolve(reply.result);
          else reject(new Error(`The reader answered the request "${name}" with something else.`));
        },
        reject,
        timer: this.#clock.after(REQUEST_TIMEOUTS_MS[name], () => {
          this.#take(id)?.reject(new UserError(t("The reader of the logs did not answer in time. Try again.")));
        }),
      });
    });
    return { id, settled };
  }

  /** A reply to a request that has already been given up is dropped. */
  settle(reply: Reply): void {
    this.#take(reply.id)?.settle(reply);
  }

  rejectAll(reason: string): void {
    for (const id of this.#pending.keys()) this.#take(id)?.reject(new UserError(reason));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.timer.dispose();
    return pending;
  }
}
