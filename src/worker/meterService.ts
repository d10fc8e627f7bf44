import { t } from "@vscode/l10n";
import { TELEMETRY_OFF } from "../shared/telemetryState.ts";
import { UserError } from "../shared/userError.ts";
import type { FromWorker, ToWorker, WorkerRequests } from "../shared/workerProtocol.ts";
import type { FoundLog } from "./ingest/findLogs.ts";
import { isSameStamp, stampLog } from "./ingest/logStamp.ts";
import { isSystemError } from "./isSystemError.ts";
import { sqliteFaultOf } from "./ledger/database.ts";
import type { LocalMeter } from "./localMeter.ts";
import { noteBudget } from "./outcomes/noteBudget.ts";
import { noteTestRun } from "./review/noteTestRun.ts";
import type { TelemetryService } from "./telemetry/telemetryService.ts";
import { writeWholeFile } from "./writeWholeFile.ts";

/** Looks for changes this often: at the logs written to lately, at the lease, at the other processes' writes. */
const TICK_MS = 500;
/** Every log is looked at this often, as watchers may miss changes: often in front, seldom in the background. */
const SWEEP_FOCUSED_MS = 30_000;
const SWEEP_UNFOCUSED_MS = 300_000;
/** Hints come in bursts; a burst is read at once. */
const HINT_WAIT_MS = 50;
/** Snapshots during a long scan. */
const SNAPSHOT_EVERY_MS = 250;
/** Figures age and days end without anything being written. */
const SNAPSHOT_AT_LEAST_EVERY_MS = 60_000;
/** A log written to within this time is likely to be written to again: it is looked at on each tick. */
const HOT_MS = 15 * 60 * 1000;
const MAX_HOT_LOGS = 64;

type TelemetryReceiver = Pick<TelemetryService, "follow" | "state" | "stop">;

/** The worker's work without its transport: keeps the ledger and the window's snapshot up to date, answers requests. */
export class MeterService {
  readonly #meter: LocalMeter;
  readonly #timeZone: string;
  readonly #post: (message: FromWorker) => void;
  readonly #clock: () => number;
  readonly #telemetry: TelemetryReceiver | undefined;
  readonly #hints = new Set<string>();
  #hot: readonly FoundLog[] = [];
  #work: Promise<void> = Promise.resolve();
  #isTickQueued = false;
  #isFocused = true;
  #sweptMs = -Infinity;
  #postedMs = 0;
  #dataVersion = -1;
  #watched = "";
  #ticker: NodeJS.Timeout | undefined;
  #hintTimer: NodeJS.Timeout | undefined;
  #lastFault = "";
  #isStopped = false;

  constructor(
    meter: LocalMeter,
    timeZone: string,
    post: (message: FromWorker) => void,
    clock: () => number,
    telemetry?: TelemetryReceiver,
  ) {
    this.#meter = meter;
    this.#timeZone = timeZone;
    this.#post = post;
    this.#clock = clock;
    this.#telemetry = telemetry;
  }

  start(): void {
    this.#postSnapshot();
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    this.#tick();
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case "request":
        this.#enqueue(() => this.#answer(message));
        break;
      case "hint":
        this.#hints.add(message.path);
        this.#hintTimer ??= setTimeout(() => {
          this.#hintTimer = undefined;
          this.#enqueue(() => this.#readHints());
        }, HINT_WAIT_MS);
        break;
      case "focus":
        this.#isFocused = message.focused;
        if (message.focused) this.#tick();
        break;
      case "stop":
        break;
    }
  }

  /** Ends after the work under way: gives the lease back and closes the ledger. Safe twice. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#ticker);
    clearTimeout(this.#hintTimer);
    await this.#telemetry?.stop();
    await this.#work;
    // The work that was under way may have begun to listen again.
    await this.#telemetry?.stop();
    this.#meter.close();
  }

  /** Work is done one after the other; a fault of one piece is told and does not end the rest. */
  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isStopped) return;
      try {
        await work();
        this.#lastFault = "";
      } catch (error) {
        this.#tell(error);
      }
    });
  }

  #tell(error: unknown): void {
    try {
      this.#postSnapshot();
    } catch {
      // The figures cannot be read either. The window keeps the last ones; the log says why.
    }
    // A full disk fails on every tick: it is logged once.
    const fault = messageOf(error);
    if (fault !== this.#lastFault) this.#log(error);
    this.#lastFault = fault;
  }

  #tick(): void {
    // A long scan must not pile up ticks behind it.
    if (this.#isTickQueued) return;
    this.#isTickQueued = true;
    this.#enqueue(async () => {
      this.#isTickQueued = false;
      await this.#keepUp();
    });
  }

  async #keepUp(): Promise<void> {
    const nowMs = this.#clock();
    const isWriter = this.#meter.holdLease();
    await this.#telemetry?.follow(isWriter);
    const sweepEveryMs = this.#isFocused ? SWEEP_FOCUSED_MS : SWEEP_UNFOCUSED_MS;
    // A clock that was set back must not stop the sweeps.
    const sinceSweepMs = Math.abs(nowMs - this.#sweptMs);
    if (isWriter && (sinceSweepMs >= sweepEveryMs || this.#meter.isSweepWanted())) await this.#sweep(false);
    else if (isWriter) await this.#readHot();
    // Followers work on it when they are asked; what they see of it is in the ledger.
    if (isWriter && this.#meter.advanceGame(this.#timeZone)) this.#postSnapshot();
    // Beside everything else: nothing waits for what git has to say.
    if (isWriter) this.#meter.readRepositories(this.#timeZone).catch((error: unknown) => this.#log(error));
    const dataVersion = this.#meter.dataVersion();
    if (dataVersion !== this.#dataVersion || Math.abs(nowMs - this.#postedMs) >= SNAPSHOT_AT_LEAST_EVERY_MS) {
      this.#dataVersion = dataVersion;
      this.#postSnapshot();
    }
  }

  async #sweep(everything: boolean): Promise<void> {
    const onProgress = (): void => {
      if (this.#clock() - this.#postedMs >= SNAPSHOT_EVERY_MS) this.#postSnapshot();
    };
    const outcome = await (everything ? this.#meter.rescan(onProgress) : this.#meter.scan(onProgress));
    this.#sweptMs = this.#clock();
    this.#hot = this.#meter.recentLogs(this.#sweptMs - HOT_MS).slice(0, MAX_HOT_LOGS);
    this.#postSnapshot();
    this.#postRoots();
    this.#post({
      type: "log",
      level: outcome.changedFiles > 0 ? "info" : "debug",
      message: `Sweep by ${outcome.by}: ${outcome.changedFiles} of ${outcome.files} logs changed, ${outcome.newCalls} new calls, ${outcome.bytes} bytes in ${outcome.milliseconds} ms`,
    });
  }

  async #readHot(): Promise<void> {
    await this.#readChanged(this.#hot.flatMap((log) => asItIsNow(log)));
  }

  async #readHints(): Promise<void> {
    const paths = [...this.#hints];
    this.#hints.clear();
    if (!this.#meter.holdLease()) return;
    await this.#readChanged(paths.flatMap((path) => this.#meter.findLogsAt(path)));
  }

  async #readChanged(logs: readonly FoundLog[]): Promise<void> {
    const last = new Map(this.#hot.map((log) => [log.path, log]));
    const changed = logs.filter((log) => {
      const before = last.get(log.path);
      return before === undefined || !isSameStamp(before, log);
    });
    if (changed.length === 0) return;
    await this.#meter.readLogs(changed);
    for (const log of changed) last.set(log.path, log);
    this.#hot = [...last.values()].toSorted((a, b) => b.mtimeMs - a.mtimeMs).slice(0, MAX_HOT_LOGS);
    this.#postSnapshot();
  }

  async #answer(request: ToWorker & { readonly type: "request" }): Promise<void> {
    const replied = this.#reply(request);
    // A question that is not answered at once waits for other programs, and nothing else waits for them.
    if (request.name !== "ask") await replied;
  }

  async #reply(request: ToWorker & { readonly type: "request" }): Promise<void> {
    const { id } = request;
    try {
      this.#post({ type: "reply", id, ok: true, result: await this.#resultOf(request) });
    } catch (error) {
      this.#post({ type: "reply", id, ok: false, message: sentenceFor(error) });
      this.#log(error);
    }
  }

  async #resultOf(request: ToWorker & { readonly type: "request" }): Promise<unknown> {
    switch (request.name) {
      case "rescan":
        await this.#sweep(true);
        return null;
      case "report":
        return this.#meter.report(request.argument);
      case "game":
        return this.#meter.game(this.#timeZone);
      case "ask":
        return this.#meter.ask(request.argument, this.#timeZone);
      case "noteTestRun":
        this.#meter.note((ledger) => noteTestRun(request.argument, ledger));
        return null;
      case "noteBudget":
        this.#meter.note((ledger, nowMs) => noteBudget(request.argument, ledger, nowMs));
        return null;
      case "diagnostics":
        return this.#meter.diagnostics();
      case "telemetry":
        return this.#telemetry?.state() ?? TELEMETRY_OFF;
      case "export":
        return this.#export(request.argument);
      default:
        return this.#meter.board(request);
    }
  }

  #export({ format, path }: WorkerRequests["export"]["argument"]): number {
    try {
      return writeWholeFile(path, (write) => {
        let exported = 0;
        for (const { text, calls } of this.#meter.exportEvents(format)) {
          write(text);
          exported += calls;
        }
        return exported;
      });
    } catch (cause) {
      // A fault of the ledger has a sentence of its own.
      if (cause instanceof UserError && sqliteFaultOf(cause.cause) !== undefined) throw cause;
      // Any other names the path, which has no place in the log.
      throw new UserError(
        t("The export could not be written. Check that the folder may be written to and has space."),
        {
          cause,
        },
      );
    }
  }

  #postSnapshot(): void {
    this.#postedMs = this.#clock();
    this.#post({ type: "snapshot", snapshot: this.#meter.snapshot(this.#timeZone) });
  }

  #postRoots(): void {
    const paths = this.#meter.watchableRoots();
    const watched = paths.join("\n");
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#post({ type: "roots", paths });
  }

  #log(error: unknown): void {
    this.#post({ type: "log", level: "error", message: messageOf(error) });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function asItIsNow(log: FoundLog): readonly FoundLog[] {
  try {
    const stamp = stampLog(log.path, log.format.kind);
    return stamp === undefined ? [] : [{ ...log, ...stamp }];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // Gone, or forbidden by now: the next sweep tells.
    return [];
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return t("This could not be done. The log (Token Legend in the Output view) says more.");
}
