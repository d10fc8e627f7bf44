import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findGitRunner, type RunGit } from "../../src/worker/review/runGit.ts";

/** A git repository of its own in a temporary folder, apart from the settings of whoever runs the tests. */
export class GitRepository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "token-legend-git-")));
  readonly folder: string;
  readonly env = { PATH: process.env["PATH"] ?? "", HOME: join(this.root, "home") };

  constructor(name = "shop") {
    this.folder = join(this.root, name);
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(this.env.HOME, { recursive: true });
    this.git(["init", "--quiet", "--initial-branch=main"]);
    this.git(["config", "user.email", "ann@example.test"]);
    this.git(["config", "user.name", "Ann"]);
  }

  git(words: readonly string[], env: Readonly<Record<string, string>> = {}): string {
    const surroundings = { ...this.env, ...env };
    return execFileSync("git", [...words], { cwd: this.folder, env: surroundings, encoding: "utf8", stdio: "pipe" });
  }

  /** What the code under test asks git by. */
  runner(): RunGit {
    const found = findGitRunner(this.env, new AbortController().signal);
    if (found === undefined) throw new Error("There is no git on this machine");
    return found;
  }

  write(path: string, content: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  commit(subject: string, atMs: number, { email = "ann@example.test" }: { readonly email?: string } = {}): void {
    this.git(["add", "--all"]);
    const date = `@${Math.floor(atMs / 1000)} +0000`;
    this.git(["commit", "--quiet", "--allow-empty", "-m", subject], {
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_AUTHOR_EMAIL: email,
    });
  }

  /** Adds lines to a file inside of `.git`. */
  configure(file: "config" | "info/attributes", lines: string): void {
    mkdirSync(join(this.folder, ".git", "info"), { recursive: true });
    appendFileSync(join(this.folder, ".git", file), lines);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
