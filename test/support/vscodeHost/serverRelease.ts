import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findProgram } from "./findProgram.ts";
import { installDebianPackages } from "./debianPackages.ts";
import { runCommand } from "./runCommand.ts";

/** The npm package that ships VS Code's own server and web workbench (VS Code 1.139.1), and the bytes it must have. */
const RELEASE = {
  name: "code-server",
  version: "4.139.1",
  sha512: "fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
};
/** Native parts without which the extension host does not start; the others are not needed here. */
const NATIVE = ["@vscode/spdlog", "@vscode/native-watchdog"];

/** Without a connection npm would wait for minutes before it says so. */
const FAIL_SOON = ["--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=2000"];

const cache = resolve(import.meta.dirname, "../../../.cache");

/** npm and tar must see the project's Node, and nothing of the npm run that started us. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  await runCommand(command, args, { cwd, env: cleanEnv(), shell: process.platform === "win32" });
}

function checkBytes(archive: string): void {
  const sha512 = createHash("sha512").update(readFileSync(archive)).digest("base64");
  if (sha512 !== RELEASE.sha512) throw new Error(`${RELEASE.name} ${RELEASE.version} has other bytes than expected.`);
}

/** What node-gyp builds the native parts with. */
function ensureCompiler(log: (line: string) => void): void {
  // The programs have the names of their Debian packages.
  const missing = ["make", "g++", "python3"].filter((name) => findProgram([name]) === undefined);
  if (missing.length > 0) installDebianPackages(missing, log);
}

async function make(folder: string, log: (line: string) => void): Promise<void> {
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    log(`Preparing VS Code's server (once, one to two minutes): download of ${RELEASE.name} ${RELEASE.version}`);
    await run("npm", ["pack", `${RELEASE.name}@${RELEASE.version}`, "--pack-destination", work, ...FAIL_SOON], work);
    const archive = readdirSync(work).find((name) => name.endsWith(".tgz"));
    if (archive === undefined) throw new Error("npm pack left no archive.");
    checkBytes(join(work, archive));
    await run("tar", ["-xzf", archive, "package/lib/vscode"], work);
    const server = join(work, "package/lib/vscode");
    log("Preparing VS Code's server: its packages");
    await run("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", ...FAIL_SOON], server);
    log("Preparing VS Code's server: its native parts");
    ensureCompiler(log);
    await run("npm", ["rebuild", "--ignore-scripts=false", ...NATIVE], server);
    rmSync(folder, { recursive: true, force: true });
    renameSync(server, folder);
    writeFileSync(join(folder, ".ready"), `${RELEASE.version}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * VS Code's server for this machine, made once and then kept in `.cache`.
 * @returns the script that starts it
 */
export async function prepareServer(log: (line: string) => void): Promise<string> {
  const folder = join(cache, `vscode-server-${RELEASE.version}`);
  if (!existsSync(join(folder, ".ready"))) {
    await make(folder, log).catch((cause: unknown) => {
      throw new Error(
        `VS Code's server could not be prepared. It needs the npm registry, and a C++ compiler with make and python3, ` +
          `once; after that it works offline. Or install desktop VS Code, or set VSCODE_EXECUTABLE to it.`,
        { cause },
      );
    });
  }
  return join(folder, "out/server-main.js");
}
