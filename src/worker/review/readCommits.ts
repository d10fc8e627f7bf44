import { stat } from "node:fs/promises";
import { addChanges, COMMIT_FORMAT, commitsOf, readCommitList, readNumstat } from "../../core/review/commitLog.ts";
import type { SessionCommits } from "../../shared/weeklyReview.ts";
import { folderState } from "./folderState.ts";
import type { RunGit } from "./runGit.ts";

/** A commit that follows a session within this time is counted with it. */
export const COMMITS_AFTER_MS = 2 * 60 * 60 * 1000;
/** Of more commits than this, the changes of the newest are looked at: an argument list is bounded. */
const MOST_COMMITS = 300;

/** Exit code of git for what it will not do. */
const GIT_REFUSED = 128;

export interface CommitsFound {
  readonly commits: SessionCommits;
  /** Work tree that the folder is in, where there is one. */
  readonly workTree: string | undefined;
}

/**
 * What a repository's user committed during a session and shortly after it. Only reads, and only what lies on this machine.
 * @param git `undefined` where there is none
 */
export async function readCommits(
  git: RunGit | undefined,
  folder: string,
  startMs: number,
  endMs: number,
): Promise<CommitsFound> {
  const state = await folderState(folder);
  if (state !== "there") return { commits: { kind: state }, workTree: undefined };
  if (git === undefined) return { commits: { kind: "unreadable" }, workTree: undefined };
  const tree = await git(folder, ["rev-parse", "--show-toplevel"]);
  if (tree.kind === "failed") {
    // Git says the same of a folder without a repository and of one that it does not trust.
    const isNone = tree.code === GIT_REFUSED && !(await hasGitFolder(folder));
    return { commits: { kind: isNone ? "noRepository" : "unreadable" }, workTree: undefined };
  }
  const commits = await commitsIn(git, folder, startMs, endMs + COMMITS_AFTER_MS);
  return { commits, workTree: tree.text.trim() };
}

/** Whether a `.git` lies in the folder or in one above it. */
async function hasGitFolder(folder: string): Promise<boolean> {
  let current = folder;
  for (;;) {
    const isThere = await stat(`${current}/.git`).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
    const above = current.replace(/[\\/]+[^\\/]*$/u, "");
    if (above === current || above === "") return false;
    current = above;
  }
}

async function commitsIn(git: RunGit, folder: string, fromMs: number, toMs: number): Promise<SessionCommits> {
  const author = await git(folder, ["config", "--get", "user.email"]);
  if (author.kind === "failed") return { kind: author.code === 1 ? "noAuthor" : "unreadable" };
  const head = await git(folder, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  // A repository without a commit has branches of none.
  if (head.kind === "failed") return { kind: head.code === 1 ? "none" : "unreadable" };
  const list = await git(folder, [
    "log",
    "-z",
    "--no-merges",
    "--no-show-signature",
    "--no-color",
    "--encoding=UTF-8",
    // By the committer's date, which a rebase moves on but never back.
    `--since=@${Math.floor(fromMs / 1000)}`,
    `--format=${COMMIT_FORMAT}`,
    "HEAD",
    "--branches",
    "--",
  ]);
  if (list.kind === "failed") return { kind: "unreadable" };
  // Dates of commits are whole seconds.
  const commits = commitsOf(readCommitList(list.text), author.text.trim(), Math.floor(fromMs / 1000) * 1000, toMs);
  if (commits.length === 0) return { kind: "none" };
  const changes = await git(folder, [
    "log",
    "-z",
    "--no-walk=unsorted",
    "--no-show-signature",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=all",
    "--numstat",
    "--find-renames",
    "--ignore-all-space",
    "--ignore-blank-lines",
    "--format=",
    ...commits.slice(0, MOST_COMMITS).map(({ hash }) => hash),
    "--",
  ]);
  if (changes.kind === "failed") return { kind: "unreadable" };
  return { kind: "found", commits: commits.length, ...addChanges(readNumstat(changes.text)) };
}
