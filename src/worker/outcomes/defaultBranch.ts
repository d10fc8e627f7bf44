import type { RunGit } from "../review/runGit.ts";

/** A step of the default branch, the newest first. */
export interface BranchEntry {
  readonly hash: string;
  readonly atMs: number;
  /** It brought a change in: a merge, or a commit whose subject ends with the number of a pull request, as squashing writes it. */
  readonly isChange: boolean;
  /** Commits that it brought to the branch. */
  readonly commits: readonly string[];
}

const MOST_MERGES = 150;
const PULL_REQUEST = /\(#\d+\)$/u;
const NAMES = ["main", "master", "trunk", "develop"] as const;

/** Full name of the branch that others build on; `undefined` where there is none to be told. */
export async function defaultBranch(git: RunGit, path: string): Promise<string | undefined> {
  const remote = await git(path, ["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"]);
  const names = remote.kind === "said" ? [remote.text.trim()] : [];
  for (const name of [...names, ...NAMES.map((one) => `refs/heads/${one}`)]) {
    const found = await git(path, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
    if (found.kind === "said") return name;
  }
  return undefined;
}

/** Steps of a branch since a time; `undefined` where git does not tell. */
export async function branchEntries(
  git: RunGit,
  path: string,
  branch: string,
  sinceMs: number,
): Promise<readonly BranchEntry[] | undefined> {
  const since = `--since=@${Math.floor(sinceMs / 1000)}`;
  const format = "--format=%H%x09%P%x09%ct%x09%s";
  const words = ["log", "-z", "--first-parent", "--no-show-signature", "--encoding=UTF-8", since, format, branch, "--"];
  const list = await git(path, words);
  if (list.kind === "failed") return undefined;
  const entries: BranchEntry[] = [];
  let mergesLeft = MOST_MERGES;
  for (const line of list.text.split("\0")) {
    const [hash = "", parents = "", seconds = "", ...subject] = line.split("\t");
    const [first, second] = parents.split(" ");
    const atMs = Number(seconds) * 1000;
    if (hash === "" || !Number.isFinite(atMs)) continue;
    if (first === undefined || second === undefined) {
      entries.push({ hash, atMs, isChange: PULL_REQUEST.test(subject.join("\t").trim()), commits: [hash] });
      continue;
    }
    if (mergesLeft === 0) continue;
    mergesLeft -= 1;
    const brought = await git(path, ["rev-list", "--no-merges", `${first}..${second}`, "--"]);
    if (brought.kind === "said") entries.push({ hash, atMs, isChange: true, commits: brought.text.split("\n") });
  }
  return entries;
}
