/** A commit as it is listed. */
export interface ListedCommit {
  readonly hash: string;
  readonly email: string;
  readonly authorMs: number;
  readonly subject: string;
}

/** What a commit did to a file. Lines are `undefined` in a binary file. */
export interface FileChange {
  readonly path: string;
  readonly added: number | undefined;
  readonly removed: number | undefined;
}

/** For `git log -z`: what `readCommitList` reads. */
export const COMMIT_FORMAT = "%H%x09%ae%x09%at%x09%s";

/** Commits of `git log -z --format=COMMIT_FORMAT`; a line of another form is left out. */
export function readCommitList(text: string): readonly ListedCommit[] {
  return text.split("\0").flatMap((line) => {
    const [hash, email, seconds, ...subject] = line.split("\t");
    const authorMs = Number(seconds) * 1000;
    if (hash === undefined || email === undefined || seconds === undefined || !Number.isFinite(authorMs)) return [];
    return [{ hash, email, authorMs, subject: subject.join("\t") }];
  });
}

/** A person's commits of a span. One that was rebased or picked stands on several branches and counts once. */
export function commitsOf(
  listed: readonly ListedCommit[],
  email: string,
  fromMs: number,
  toMs: number,
): readonly ListedCommit[] {
  const own = listed.filter(
    (commit) =>
      commit.email.toLowerCase() === email.toLowerCase() && commit.authorMs >= fromMs && commit.authorMs <= toMs,
  );
  // Rebasing and picking keep the author's date and, as a rule, the subject.
  return [...new Map(own.map((commit) => [`${commit.authorMs} ${commit.subject}`, commit])).values()];
}

/** Changes of `git log -z --numstat --format=`, of all commits together. */
export function readNumstat(text: string): readonly FileChange[] {
  const fields = text.split("\0");
  const changes: FileChange[] = [];
  for (let index = 0; index < fields.length; index += 1) {
    const [added, removed, path] = (fields[index] ?? "").trimStart().split("\t");
    if (added === undefined || removed === undefined || path === undefined) continue;
    if (path !== "") {
      changes.push({ path, added: linesIn(added), removed: linesIn(removed) });
      continue;
    }
    // A renamed file: its old and its new name follow.
    changes.push({ path: fields[index + 2] ?? "", added: linesIn(added), removed: linesIn(removed) });
    index += 2;
  }
  return changes;
}

function linesIn(text: string): number | undefined {
  return /^\d+$/u.test(text) ? Number(text) : undefined;
}

export interface ChangeSums {
  readonly files: number;
  readonly linesAdded: number;
  readonly linesRemoved: number;
  readonly changedTests: boolean;
}

/** Adds changes up. Of files that programs write, such as locks, nothing is counted: they tell of no one's work. */
export function addChanges(changes: readonly FileChange[]): ChangeSums {
  const own = changes.filter(({ path }) => !isMadePath(path));
  return {
    files: new Set(own.map(({ path }) => path)).size,
    linesAdded: own.reduce((sum, { added }) => sum + (added ?? 0), 0),
    linesRemoved: own.reduce((sum, { removed }) => sum + (removed ?? 0), 0),
    changedTests: own.some(({ path }) => isTestPath(path)),
  };
}

const MADE_FOLDER = /(^|\/)(node_modules|vendor|dist|build|out|target|__snapshots__|\.yarn)\//u;
const MADE_FILE =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|[^/]+\.lock|go\.sum)$|\.(min\.(js|css)|map|snap)$|[._](generated|pb)\.[^/]+$/u;

/** Whether a file is written by a program. */
export function isMadePath(path: string): boolean {
  return MADE_FOLDER.test(path) || MADE_FILE.test(path);
}

const TEST_FOLDER = /(^|\/)(tests?|specs?|__tests__|e2e|testing)\//iu;
const TEST_FILE = /(^|\/)test_[^/]+\.py$|(^|\/)[^/]+([._-](test|tests|spec|specs)\.[^/.]+|Tests?\.[^/.]+)$/u;

/** Whether a file looks like a test. */
export function isTestPath(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILE.test(path);
}
