import type { LandedCommit } from "../../core/outcomes/landedDeeds.ts";
import { effectiveLines, type FileLines } from "../../core/outcomes/effectiveLines.ts";
import type { SessionSpan } from "../../core/outcomes/sessionSpan.ts";
import { MATURES_AFTER_MS } from "../../core/outcomes/maturity.ts";
import { survivingLines } from "../../core/outcomes/survivingLines.ts";
import { COMMIT_FORMAT, commitsOf, readCommitList } from "../../core/review/commitLog.ts";
import { COMMITS_AFTER_MS } from "../review/readCommits.ts";
import type { RunGit } from "../review/runGit.ts";
import { branchEntries, defaultBranch, type BranchEntry } from "./defaultBranch.ts";

const DAY_MS = 86_400_000;
/** How far back commits are looked for: two weeks to mature, and a month of which a machine may have been off. */
const BACK_MS = 60 * DAY_MS;
/** A passing test run within this time of landing stands for the change. */
const GREEN_WITHIN_MS = DAY_MS;
/** Commits and files that are looked at in one go; the rest the next time. */
const MOST_COMMITS = 100;
const MOST_FILES = 200;
/** What keeps colours, programs of the person's own and signatures out of what git says. */
const PLAIN = ["--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"] as const;

export interface RepositoryToRead {
  /** Its work tree. */
  readonly path: string;
  /** Sessions that ran in it. */
  readonly sessions: readonly SessionSpan[];
  /** What is known of its commits, by hash. */
  readonly known: ReadonlyMap<string, LandedCommit>;
  /** When tests passed in it. */
  readonly greenMs: readonly number[];
}

/**
 * The person's commits of sessions that have come to the default branch, and what became of their lines. Only reads, and only
 * what lies on this machine.
 *
 * @returns `undefined` where it cannot be told: no default branch, an unknown person, a history that is cut off
 */
export async function readRepository(
  git: RunGit,
  { path, sessions, known, greenMs }: RepositoryToRead,
  nowMs: number,
): Promise<readonly LandedCommit[] | undefined> {
  const shallow = await git(path, ["rev-parse", "--is-shallow-repository"]);
  const author = await git(path, ["config", "--get", "user.email"]);
  if (shallow.kind === "failed" || shallow.text.trim() !== "false" || author.kind === "failed") return undefined;
  const branch = await defaultBranch(git, path);
  if (branch === undefined) return undefined;
  const sinceMs = nowMs - BACK_MS;
  const entries = await branchEntries(git, path, branch, sinceMs);
  const own = await ownCommits(git, { path, branch, email: author.text.trim(), sessions, sinceMs, nowMs });
  if (entries === undefined || own === undefined) return undefined;
  const reader = new CommitReader(git, path, branch, nowMs);
  const found: LandedCommit[] = [];
  for (const entry of entries) {
    for (const hash of entry.commits) {
      if (!own.has(hash)) continue;
      const isGreen = greenMs.some((ms) => ms >= entry.atMs && ms <= entry.atMs + GREEN_WITHIN_MS);
      const commit = await reader.read(hash, entry, known.get(hash));
      if (commit !== undefined) found.push({ ...commit, isGreen: isGreen || commit.isGreen });
    }
  }
  return found;
}

/** Hashes of the person's commits during a session or shortly after one. */
async function ownCommits(
  git: RunGit,
  about: {
    readonly path: string;
    readonly branch: string;
    readonly email: string;
    readonly sessions: readonly SessionSpan[];
    readonly sinceMs: number;
    readonly nowMs: number;
  },
): Promise<ReadonlySet<string> | undefined> {
  const since = `--since=@${Math.floor(about.sinceMs / 1000)}`;
  const format = `--format=${COMMIT_FORMAT}`;
  const words = [
    "log",
    "-z",
    "--no-merges",
    "--no-show-signature",
    "--encoding=UTF-8",
    since,
    format,
    about.branch,
    "--",
  ];
  const list = await git(about.path, words);
  if (list.kind === "failed") return undefined;
  const commits = commitsOf(readCommitList(list.text), about.email, about.sinceMs, about.nowMs);
  const isOfSession = (ms: number): boolean =>
    // Dates of commits are whole seconds.
    about.sessions.some(({ startMs, endMs }) => ms >= startMs - 1000 && ms <= endMs + COMMITS_AFTER_MS);
  return new Set(commits.filter(({ authorMs }) => isOfSession(authorMs)).map(({ hash }) => hash));
}

/** Reads single commits, no more of them and of their files than one go may take. */
class CommitReader {
  readonly #git: RunGit;
  readonly #path: string;
  readonly #branch: string;
  readonly #nowMs: number;
  #commitsLeft = MOST_COMMITS;
  #filesLeft = MOST_FILES;

  constructor(git: RunGit, path: string, branch: string, nowMs: number) {
    this.#git = git;
    this.#path = path;
    this.#branch = branch;
    this.#nowMs = nowMs;
  }

  /** @param before what is known of it already */
  async read(hash: string, entry: BranchEntry, before: LandedCommit | undefined): Promise<LandedCommit | undefined> {
    const change = entry.isChange ? entry.hash : undefined;
    const isMature = entry.atMs + MATURES_AFTER_MS <= this.#nowMs;
    if (before !== undefined && (!isMature || before.surviving !== undefined))
      return { ...before, landedMs: entry.atMs, change };
    if (this.#commitsLeft === 0) return before;
    this.#commitsLeft -= 1;
    const lines = await this.#linesOf(hash);
    if (lines === undefined) return before;
    const sum = (figure: "added" | "removed"): number => lines.reduce((all, file) => all + file[figure], 0);
    const surviving = isMature ? await this.#survivingOf(hash, lines, entry.atMs + MATURES_AFTER_MS) : undefined;
    return {
      hash,
      landedMs: entry.atMs,
      change,
      added: sum("added"),
      removed: sum("removed"),
      surviving,
      isGreen: before?.isGreen ?? false,
    };
  }

  async #linesOf(hash: string): Promise<readonly FileLines[] | undefined> {
    const words = ["show", "-U0", "--no-prefix", "--find-renames", "--ignore-all-space", "--format=", ...PLAIN];
    const patch = await this.#git(this.#path, [...words, "--no-show-signature", "--no-relative", hash, "--"]);
    return patch.kind === "failed" ? undefined : effectiveLines(patch.text);
  }

  /** Lines that the default branch still had at a time; `undefined` where that takes too long or cannot be told. */
  async #survivingOf(hash: string, files: readonly FileLines[], atMs: number): Promise<number | undefined> {
    const before = `--before=@${Math.floor(atMs / 1000)}`;
    const then = await this.#git(this.#path, ["rev-list", "-1", "--first-parent", before, this.#branch, "--"]);
    const revision = then.kind === "failed" ? "" : then.text.trim();
    if (revision === "") return undefined;
    const paths = await this.#pathsThen(hash, revision);
    let lines = 0;
    for (const { path, added } of files.filter((file) => file.added > 0)) {
      if (this.#filesLeft === 0) return undefined;
      this.#filesLeft -= 1;
      const name = paths.get(path) ?? path;
      const there = await this.#git(this.#path, ["cat-file", "-e", `${revision}:${name}`]);
      // A file that is gone has no lines left.
      if (there.kind === "failed") continue;
      const words = ["blame", "--line-porcelain", "-w", "-M", "-C", revision, "--", name];
      const blame = await this.#git(this.#path, words);
      if (blame.kind === "failed") return undefined;
      lines += Math.min(added, survivingLines(blame.text, hash));
    }
    return lines;
  }

  /** Names that files have had since, by those that the commit knew. */
  async #pathsThen(hash: string, revision: string): Promise<ReadonlyMap<string, string>> {
    const words = ["diff", "-z", "--name-status", "--find-renames", "--diff-filter=R", "--no-relative", ...PLAIN];
    const renames = await this.#git(this.#path, [...words, hash, revision, "--"]);
    if (renames.kind === "failed") return new Map();
    const fields = renames.text.split("\0");
    const paths = new Map<string, string>();
    for (let index = 0; index + 2 < fields.length; index += 3)
      paths.set(fields[index + 1] ?? "", fields[index + 2] ?? "");
    return paths;
  }
}
