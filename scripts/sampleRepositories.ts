import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../test/support/generateHome/random.ts";
import { findProgram } from "../test/support/vscodeHost/findProgram.ts";

const SEED = 20_261_127;
const DAYS = 30;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Share of the hours of a working day that end with a commit, and of the commits that change tests. */
const COMMIT_SHARE = 0.6;
const TEST_SHARE = 0.4;
const AUTHOR = { name: "Ann", email: "ann@example.test" };
/** The projects of the sample developer that are in Git, most of the work first. */
const PROJECTS = ["shop", "ledger-api", "docs-site"] as const;

/**
 * Makes the repositories that the sample developer worked in, so that the weekly review finds what came of a session. Without
 * Git there are none, and the review says so.
 */
export function writeSampleRepositories(projects: string, nowMs: number): void {
  const git = findProgram(["git"]);
  if (git === undefined) return;
  const random = seededRandom(SEED);
  for (const name of PROJECTS) {
    const folder = join(projects, name);
    mkdirSync(folder, { recursive: true });
    // Nothing of the settings of whoever runs this.
    const env = { PATH: process.env["PATH"], HOME: projects, GIT_CONFIG_NOSYSTEM: "1" };
    const run = (words: readonly string[], input = ""): void =>
      void execFileSync(git, [...words], { cwd: folder, env, input, stdio: "pipe" });
    run(["init", "--quiet"]);
    run(["config", "user.name", AUTHOR.name]);
    run(["config", "user.email", AUTHOR.email]);
    const commits: string[] = [];
    for (let atMs = nowMs - DAYS * DAY_MS; atMs < nowMs; atMs += HOUR_MS) {
      const hour = new Date(atMs).getHours();
      if (hour < 9 || hour > 19 || !random.chance(COMMIT_SHARE)) continue;
      const size = random.int(3, 60);
      const isTested = random.chance(TEST_SHARE);
      commits.push(commitOf(commits.length + 1, atMs, size, isTested));
    }
    run(["fast-import", "--quiet"], commits.join(""));
    run(["symbolic-ref", "HEAD", "refs/heads/main"]);
  }
}

/** One commit as `git fast-import` reads it. */
function commitOf(number: number, atMs: number, lines: number, isTested: boolean): string {
  const subject = `Change ${number}`;
  const text = Array.from({ length: lines }, (_, line) => `line ${line} of ${number}\n`).join("");
  const files = isTested ? ["src/cart.ts", "test/cart.test.ts"] : ["src/cart.ts"];
  return [
    "commit refs/heads/main\n",
    `committer ${AUTHOR.name} <${AUTHOR.email}> ${Math.floor(atMs / 1000)} +0000\n`,
    `data ${subject.length}\n${subject}\n`,
    ...files.map((path) => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`),
  ].join("");
}
