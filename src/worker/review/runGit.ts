import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { findGit } from "./findGit.ts";

/** What git said. `failed` has its exit code; `undefined` where it did not come to an end by itself. */
export type GitAnswer =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "failed"; readonly code: number | undefined };

/** Asks git about a folder. */
export type RunGit = (folder: string, words: readonly string[]) => Promise<GitAnswer>;

const TIME_MS = 5000;
const MOST_BYTES = 8_000_000;

/** Of the person's own surroundings: where git finds their settings, and what it needs to start. */
const KEPT = new Set([
  "PATH",
  "HOME",
  "XDG_CONFIG_HOME",
  "USERPROFILE",
  "HOMEDRIVE",
  "HOMEPATH",
  "APPDATA",
  "SYSTEMROOT",
  "TEMP",
]);

/**
 * Settings of a repository may name programs, and the repository may be a stranger's: nothing that is asked here runs one, and
 * nothing is fetched. A hook and a file system monitor are turned off; a signature is not checked, as that runs a program;
 * a bare repository hidden in a work tree is not entered.
 */
const SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", devNull],
  ["core.pager", "cat"],
  ["core.untrackedCache", "false"],
  ["log.showSignature", "false"],
  ["protocol.allow", "never"],
  ["safe.bareRepository", "explicit"],
];

/**
 * Looks for git; `undefined` where there is none.
 * @param signal ends what is under way
 */
export function findGitRunner(
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): RunGit | undefined {
  const git = findGit(env, process.platform);
  return git === undefined ? undefined : gitRunner(git, env, signal);
}

function gitRunner(git: string, env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): RunGit {
  const settings = SETTINGS.flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  return (folder, words) =>
    new Promise((resolve) => {
      execFile(
        git,
        ["--no-pager", "--no-optional-locks", ...settings, "-C", folder, ...words],
        {
          env: gitEnvironment(env),
          timeout: TIME_MS,
          killSignal: "SIGKILL",
          maxBuffer: MOST_BYTES,
          windowsHide: true,
          shell: false,
          signal,
        },
        (error, text) => {
          if (error === null) resolve({ kind: "said", text });
          else resolve({ kind: "failed", code: typeof error.code === "number" ? error.code : undefined });
        },
      );
    });
}

/** Nothing of what could point git to another repository or program is handed on. */
function gitEnvironment(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([key]) => KEPT.has(key.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    // Names a protocol that there is none of: older versions fetch what a partial clone lacks, and may not.
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_REPLACE_OBJECTS: "1",
  };
}
