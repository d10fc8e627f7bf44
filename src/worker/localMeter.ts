import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import type { OutboxRequest } from "../shared/board/outbox.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import type { GameSnapshot } from "../shared/gameSnapshot.ts";
import type { MeterSnapshot, Problem, ScanProgress } from "../shared/meterSnapshot.ts";
import type { LedgerQuestion } from "../shared/panelQuestions.ts";
import type { Report, ReportQuery } from "../shared/report.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";
import type { Source, TokenCounter } from "../sources/source.ts";
import { answerQuestion } from "./answerQuestion.ts";
import { OutboxKeeper } from "./board/outboxKeeper.ts";
import { diagnose } from "./diagnose.ts";
import { countUnreadable, describeLostRoots, describeUnreadable, storedUnreadable } from "./describeProblems.ts";
import { exportEvents } from "./exportEvents.ts";
import { GameKeeper } from "./game/gameKeeper.ts";
import { HeldLedger } from "./heldLedger.ts";
import { canOpenStores } from "./ingest/canOpenStores.ts";
import { findLogs, type FoundLog, type RootToSearch, type SearchedRoot } from "./ingest/findLogs.ts";
import { findLogsAt } from "./ingest/findLogsAt.ts";
import { ReadBuffer } from "./ingest/readLog.ts";
import { rootsToSearch } from "./ingest/rootsToSearch.ts";
import { readText } from "./ingest/readText.ts";
import { ingestLogs, sweep, type SweepTools } from "./ingest/sweep.ts";
import { watchableRoots } from "./ingest/watchableRoots.ts";
import { sqliteFaultOf } from "./ledger/database.ts";
import { cursorOf, knownFiles } from "./ledger/fileCursors.ts";
import { LEASE_MS, LeaseLost } from "./ledger/lease.ts";
import type { Ledger, LedgerOpener } from "./ledger/ledger.ts";
import { isSweepWanted, metaNumber, requestSweep, wantedSweep } from "./ledger/meta.ts";
import { othersProgress } from "./ledger/othersProgress.ts";
import { makeReport } from "./makeReport.ts";
import { makeSnapshot, type SnapshotFrame } from "./makeSnapshot.ts";
import type { ExportPiece, Meter, MeterOptions, ScanOutcome } from "./meter.ts";
import { OutcomeKeeper } from "./outcomes/outcomeKeeper.ts";
import { findGitRunner, type RunGit } from "./review/runGit.ts";
import { SessionKeeper } from "./sessions/sessionKeeper.ts";

/** How long to wait for another process that was asked to sweep. */
const FOLLOW_MS = 10_000;
const FOLLOW_POLL_MS = 50;

/** Progress is written down for the other windows this often, once a scan has lasted as long. */
const PROGRESS_EVERY_MS = 500;

const NOTHING_READ = { files: 0, changedFiles: 0, bytes: 0, newCalls: 0 };

/** The meter on one home and one ledger. One scan at a time: callers wait for the last one. */
export class LocalMeter implements Meter {
  readonly #options: MeterOptions;
  readonly #sources: readonly Source[];
  readonly #toolNames: Readonly<Record<string, string>>;
  readonly #counter: TokenCounter;
  readonly #clock: () => number;
  readonly #held: HeldLedger;
  readonly #buffer = new ReadBuffer();
  readonly #sessions = new SessionKeeper();
  readonly #game: GameKeeper;
  readonly #outbox: OutboxKeeper;
  readonly #outcomes: OutcomeKeeper;
  /** Ends what other programs are asked. */
  readonly #closing = new AbortController();
  readonly #findGit = (): RunGit | undefined => findGitRunner(this.#options.env, this.#closing.signal);
  #revision = 0;
  #roots: readonly SearchedRoot[] = [];
  #logs: readonly FoundLog[] = [];
  #progress: ScanProgress | undefined;
  #isClosed = false;
  #lastWork: Promise<unknown> = Promise.resolve();

  constructor(
    options: MeterOptions,
    sources: readonly Source[],
    opener: LedgerOpener,
    counter: TokenCounter,
    clock: () => number,
  ) {
    this.#options = options;
    this.#sources = sources;
    this.#toolNames = Object.fromEntries(sources.map(({ id, name }) => [id, name]));
    this.#counter = counter;
    this.#clock = clock;
    this.#game = new GameKeeper(this.#sessions, clock, options.onReached);
    this.#outbox = new OutboxKeeper(sources, clock);
    this.#outcomes = new OutcomeKeeper(clock, this.#closing.signal);
    this.#held = new HeldLedger(opener);
  }

  get #ledger(): Ledger {
    return this.#held.current;
  }

  scan(onProgress?: (progress: ScanProgress) => void): Promise<ScanOutcome> {
    return this.#afterLast(() => this.#scan(false, onProgress));
  }

  rescan(onProgress?: (progress: ScanProgress) => void): Promise<ScanOutcome> {
    return this.#afterLast(() => this.#scan(true, onProgress));
  }

  /** Starts work once the last one has ended, however it ended: they share a buffer. */
  #afterLast<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#lastWork.then(work, work);
    this.#lastWork = result;
    return result;
  }

  async #scan(everything: boolean, onProgress: (progress: ScanProgress) => void = () => {}): Promise<ScanOutcome> {
    const startedMs = this.#clock();
    const done = (outcome: Omit<ScanOutcome, "milliseconds">): ScanOutcome => ({
      ...outcome,
      milliseconds: this.#clock() - startedMs,
    });
    let asked: Ledger | undefined;
    let request: number | undefined;
    while (true) {
      const ledger = this.#held.inPlace();
      // Nobody will answer what was asked of a ledger that is gone.
      if (ledger !== asked) request = undefined;
      asked = ledger;
      if (ledger.opened.readOnly) return done({ by: "read-only", ...NOTHING_READ });
      try {
        if (ledger.lease.acquire()) return done(await this.#sweep(everything, onProgress));
        request ??= requestSweep(ledger.database);
        if ((metaNumber(ledger.database, "sweptFor") ?? 0) >= request) return done({ by: "followed", ...NOTHING_READ });
      } catch (error) {
        // Taken over while this process slept: follow the new holder. Or replaced meanwhile: begin again.
        if (!(error instanceof LeaseLost) && ledger === this.#ledger) this.#held.recover(error);
      }
      // A clock that is set back must not make it wait for ever.
      if (Math.abs(this.#clock() - startedMs) > FOLLOW_MS) return done({ by: "stale", ...NOTHING_READ });
      const progress = othersProgress(this.#ledger);
      if (progress !== undefined) onProgress(progress);
      await delay(FOLLOW_POLL_MS);
    }
  }

  async #sweep(
    everything: boolean,
    onProgress: (progress: ScanProgress) => void,
  ): Promise<Omit<ScanOutcome, "milliseconds">> {
    const { writer, database } = this.#ledger;
    const wanted = wantedSweep(database);
    const startedMs = this.#clock();
    try {
      writer.countDue(startedMs);
      writer.reprice();
      const outcome = await sweep(this.#rootsToSearch(), everything, this.#tools(onProgress, startedMs));
      this.#roots = outcome.search.roots;
      this.#logs = outcome.search.logs;
      const sweptAtMs = this.#clock();
      writer.setMeta({
        sweptAtMs,
        sweepMs: sweptAtMs - startedMs,
        sweepBytes: outcome.bytes,
        unreadable: JSON.stringify(countUnreadable([...outcome.unreadable, ...outcome.search.unreadable])),
        sweptFor: wanted,
        progress: "",
      });
      this.#held.settle();
      const { changedFiles, bytes, newCalls } = outcome;
      return { by: "this-process", files: outcome.search.logs.length, changedFiles, bytes, newCalls };
    } finally {
      this.#progress = undefined;
    }
  }

  #tools(onProgress: (progress: ScanProgress) => void, startedMs: number): SweepTools {
    let writtenMs = startedMs;
    return {
      database: this.#ledger.database,
      writer: this.#ledger.writer,
      buffer: this.#buffer,
      counter: this.#counter,
      recounts: this.#options.recounts ?? false,
      clock: this.#clock,
      pause: nextTurn,
      onProgress: (progress) => {
        this.#progress = progress;
        onProgress(progress);
        const nowMs = this.#clock();
        if (nowMs - writtenMs < PROGRESS_EVERY_MS) return;
        writtenMs = nowMs;
        this.#ledger.writer.setMeta({ progress: JSON.stringify(progress) });
      },
    };
  }

  #rootsToSearch(): readonly RootToSearch[] {
    const { home, env, extraRoots } = this.#options;
    return rootsToSearch(this.#sources, { home, platform: process.platform, env, readText }, extraRoots);
  }

  /**
   * Whether this process holds the lease; takes it where it is free, and renews it in time.
   * @throws UserError where the ledger cannot be written; the snapshot tells it too
   */
  holdLease(): boolean {
    try {
      const { opened, lease } = this.#held.inPlace();
      if (opened.readOnly) return false;
      const { holderPid, isMine, expiresInMs } = lease.state();
      if (holderPid !== undefined && !isMine) return false;
      // Renewed at half-time: each renewal is a write that the followers have to look into.
      return (isMine && (expiresInMs ?? 0) > LEASE_MS / 2) || lease.acquire();
    } catch (error) {
      this.#held.recover(error);
      return false;
    }
  }

  /** Whether another process waits for a full sweep, or the ledger is new. */
  isSweepWanted(): boolean {
    return isSweepWanted(this.#ledger.database);
  }

  /** Reads what is new in single logs, for changes that need not wait for the next sweep. Needs the lease. */
  readLogs(logs: readonly FoundLog[]): Promise<void> {
    return this.#afterLast(() => this.#readLogs(logs));
  }

  async #readLogs(logs: readonly FoundLog[]): Promise<void> {
    try {
      await ingestLogs(
        logs,
        false,
        this.#tools(() => {}, this.#clock()),
        knownFiles(this.#ledger.database),
      );
    } catch (error) {
      if (!(error instanceof LeaseLost)) this.#held.recover(error);
    } finally {
      this.#progress = undefined;
    }
  }

  /** Logs of the known roots at or below a path, as they lie on the disk now. */
  findLogsAt(changed: string): readonly FoundLog[] {
    return findLogsAt(this.#rootsToSearch(), changed);
  }

  /** Logs of the last sweep that were written to since an instant, newest first. */
  recentLogs(sinceMs: number): readonly FoundLog[] {
    return this.#logs.filter((log) => log.mtimeMs >= sinceMs).toSorted((a, b) => b.mtimeMs - a.mtimeMs);
  }

  watchableRoots(): readonly string[] {
    return watchableRoots(this.#roots);
  }

  /** How much of a log the ledger has. */
  readTo(sourceId: string, path: string): number {
    return cursorOf(this.#ledger.database, sourceId, path)?.offset ?? 0;
  }

  /** Changes whenever another process has written the ledger. */
  dataVersion(): number {
    return this.#ledger.reader.dataVersion();
  }

  report(query: ReportQuery): Report {
    return this.#held.read(({ reader, database }) => makeReport(reader, query, metaNumber(database, "sweptAtMs")));
  }

  snapshot(timeZone: string): MeterSnapshot {
    try {
      return this.#snapshot(timeZone);
    } catch (error) {
      if (sqliteFaultOf(error) !== "corrupt") throw error;
      // Unlike other answers it says that nothing has been read yet, and why.
      this.#held.recover(error);
      return this.#snapshot(timeZone);
    }
  }

  #snapshot(timeZone: string): MeterSnapshot {
    const { database, kept, lease, reader } = this.#ledger;
    const { isMine } = lease.state();
    this.#revision += 1;
    const frame: SnapshotFrame = {
      revision: this.#revision,
      madeAtMs: this.#clock(),
      sweptAtMs: metaNumber(database, "sweptAtMs"),
      scanning: this.#progress ?? othersProgress(this.#ledger),
      role: isMine ? "writer" : "follower",
      logsFound: database.prepare("SELECT 1 FROM file LIMIT 1").get() !== undefined,
      toolNames: this.#toolNames,
      problems: this.problems(),
    };
    return makeSnapshot(reader, timeZone, frame, kept.gateFigures());
  }

  /** Tiers and badges, with days cut in the person's time zone. */
  game(timeZone: string): GameSnapshot {
    return this.#held.read((ledger) => this.#game.snapshot(ledger, timeZone));
  }

  /** Answers a page's question, with days cut in the person's time zone. */
  ask(question: LedgerQuestion, timeZone: string): unknown {
    return this.#held.read((ledger) => {
      const sessions = this.#sessions.cacheOf(ledger, timeZone);
      const [findGit, nowMs] = [this.#findGit, this.#clock()];
      return answerQuestion(question, { ledger, sessions, toolNames: this.#toolNames, findGit, nowMs });
    });
  }

  /** Begins to read the history of repositories where it is time to. Settles when what is under way has ended. */
  async readRepositories(timeZone: string): Promise<void> {
    if (this.#options.repositories !== true || this.#isClosed) return;
    await this.#outcomes.keepUp(this.#ledger, this.#sessions.cacheOf(this.#ledger, timeZone), this.#findGit);
  }

  /** One short write of what no log tells. @throws UserError where the ledger cannot be written */
  note(write: (ledger: Ledger, nowMs: number) => void): void {
    this.#held.read((ledger) => write(ledger, this.#clock()));
  }

  /** @throws UserError where the ledger cannot be written */
  board(request: OutboxRequest): unknown {
    return this.#held.read((ledger) => this.#outbox.answer(request, ledger));
  }

  /** Works on tiers and badges for a moment; answers whether snapshots show something new by it. */
  advanceGame(timeZone: string): boolean {
    return this.#held.read((ledger) => this.#game.advance(ledger, timeZone));
  }

  problems(): readonly Problem[] {
    const unread = describeUnreadable(storedUnreadable(this.#ledger), this.#sources, canOpenStores());
    return [...this.#held.problems, ...unread, ...describeLostRoots(this.#roots)];
  }

  diagnostics(): Diagnostics {
    return this.#held.read(({ database, reader, lease, file, opened }) => {
      const { version, home } = this.#options;
      return diagnose({
        version,
        home,
        database,
        reader,
        sources: this.#sources,
        roots: this.#roots.length > 0 ? this.#roots : findLogs(this.#rootsToSearch()).roots,
        lease: lease.state(),
        ledger: { file, schemaVersion: opened.schemaVersion, readOnly: opened.readOnly },
        problems: this.problems(),
      });
    });
  }

  *exportEvents(format: ExportFormat): Generator<ExportPiece> {
    const pieces = exportEvents(this.#ledger.database, format);
    try {
      while (true) {
        const next = this.#held.read(() => pieces.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      pieces.return(undefined);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closing.abort();
    this.#held.close();
  }
}
