import { isWithinFolder } from "../../core/outcomes/isWithinFolder.ts";
import type { SessionSpan } from "../../core/outcomes/sessionSpan.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { writeBriefly } from "../ledger/writeBriefly.ts";
import { folderState } from "../review/folderState.ts";
import type { RunGit } from "../review/runGit.ts";
import { TestRuns } from "../review/testRuns.ts";
import type { SessionCache } from "../sessions/sessionCache.ts";
import { OutcomeStore } from "./outcomeStore.ts";
import { readRepository } from "./readRepository.ts";
import { sessionSpans } from "./sessionSpans.ts";

const HOUR_MS = 3_600_000;
/** History moves slowly, and reading it costs. */
const READ_EVERY_MS = 6 * HOUR_MS;
const SESSIONS_SINCE_MS = 60 * 24 * HOUR_MS;
/** Repositories in one go, those with the newest sessions first. */
const MOST_REPOSITORIES = 20;

/** Reads the repositories in which sessions ran, a few times a day, one after the other and beside all other work. */
export class OutcomeKeeper {
  readonly #clock: () => number;
  readonly #signal: AbortSignal;
  #startedMs = -Infinity;
  #isReading = false;

  /** @param signal ends what is under way; nothing is written after it */
  constructor(clock: () => number, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /**
   * Begins to read where it is time to, and answers at once where it is not or where it is under way: a fault of one reading is
   * told to who began it, and not again to everybody who looks in meanwhile.
   * @returns settles when what was begun has ended; rejects where the ledger cannot be written
   */
  async keepUp(ledger: Ledger, sessions: SessionCache, git: () => RunGit | undefined): Promise<void> {
    const nowMs = this.#clock();
    // A clock that was set back must not stop it for ever.
    const isDue = Math.abs(nowMs - this.#startedMs) >= READ_EVERY_MS;
    // Until all sessions have been taken in there is too little to go by.
    if (this.#isReading || !isDue || ledger.opened.readOnly || !sessions.isWhole) return;
    this.#startedMs = nowMs;
    const runner = git();
    if (runner === undefined) return;
    this.#isReading = true;
    try {
      await this.#read(ledger, sessions, runner, nowMs);
    } finally {
      this.#isReading = false;
    }
  }

  async #read(ledger: Ledger, sessions: SessionCache, git: RunGit, nowMs: number): Promise<void> {
    const spans = sessionSpans(sessions.sessions(), nowMs - SESSIONS_SINCE_MS);
    const lastRead = new OutcomeStore(ledger.database).repositories();
    const trees = await workTreesOf(git, spans);
    for (const [path, own] of [...trees].slice(0, MOST_REPOSITORIES)) {
      if (this.#signal.aborted) return;
      if (Math.abs(nowMs - (lastRead.get(path) ?? -Infinity)) < READ_EVERY_MS) continue;
      await this.#readOne(ledger, git, path, own, nowMs);
    }
  }

  async #readOne(
    ledger: Ledger,
    git: RunGit,
    path: string,
    sessions: readonly SessionSpan[],
    nowMs: number,
  ): Promise<void> {
    const known = new OutcomeStore(ledger.database).commitsIn(path);
    const runs = new TestRuns(ledger.database).between(nowMs - SESSIONS_SINCE_MS, nowMs);
    const greenMs = runs.flatMap(({ folder, passed, atMs }) => (passed && isWithinFolder(folder, path) ? [atMs] : []));
    const commits = await readRepository(git, { path, sessions, known, greenMs }, nowMs);
    // The ledger may have been closed meanwhile, or another one opened in its place.
    if (commits === undefined || this.#signal.aborted || !ledger.isInPlace()) return;
    writeBriefly(ledger, () => new OutcomeStore(ledger.database).putRepository(path, commits, nowMs));
  }
}

/** Sessions by the work tree that their folder is in, those with the newest session first. */
async function workTreesOf(
  git: RunGit,
  spans: readonly SessionSpan[],
): Promise<ReadonlyMap<string, readonly SessionSpan[]>> {
  const treeOf = new Map<string, string | undefined>();
  const trees = new Map<string, SessionSpan[]>();
  for (const span of spans.toSorted((one, other) => other.endMs - one.endMs)) {
    if (!treeOf.has(span.folder)) treeOf.set(span.folder, await workTreeOf(git, span.folder));
    const tree = treeOf.get(span.folder);
    if (tree === undefined) continue;
    const others = trees.get(tree);
    if (others === undefined) trees.set(tree, [span]);
    else others.push(span);
  }
  return trees;
}

async function workTreeOf(git: RunGit, folder: string): Promise<string | undefined> {
  if ((await folderState(folder)) !== "there") return undefined;
  const tree = await git(folder, ["rev-parse", "--show-toplevel"]);
  return tree.kind === "said" ? tree.text.trim() : undefined;
}
