// Runs on Node 20 with nothing installed: it is what installs the packages and finds the Node that the rest needs.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Oldest Node that has `node:sqlite` and runs TypeScript files directly. */
const OLDEST_NODE = [22, 18];

/**
 * How Node runs the command line. Left to itself, its space for new objects grows to over 100 MB during a scan, without
 * making the scan quicker; this keeps it at 6 MB (three semi-spaces).
 */
export const cliNodeFlags = ["--max-semi-space-size=2"];

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** A failure whose message is all that a person needs to see. */
export class ToolError extends Error {}

/** Whether every package the lock file asks for on every platform is there in its version. */
function packagesAreInstalled() {
  const installedLock = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installedLock)) return false;
  const wanted = readJson(join(root, "package-lock.json")).packages;
  const installed = readJson(installedLock).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || entry.devOptional || installed[path]?.version === entry.version,
  );
}

/** Installs the locked packages where they are missing or outdated. Quiet: prints only if it fails. */
export function ensurePackages({ quiet = false } = {}) {
  if (packagesAreInstalled()) return;
  if (!quiet) console.log("Installing packages (once, about a minute) ...");
  const npmCli = process.env.npm_execpath;
  const [command, first] = npmCli?.endsWith(".js") ? [process.execPath, [npmCli]] : ["npm", []];
  const result = spawnSync(command, [...first, "ci", "--no-progress"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: command === "npm" && process.platform === "win32",
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  throw new ToolError(
    `The packages could not be installed${result.error ? ` (${result.error.message})` : ""}. ` +
      "Check the connection to the npm registry, then run the command again.",
  );
}

/** The Node that the packages bring for this platform, else the running one if it is new enough. */
export function findNode() {
  for (const name of Object.keys(readJson(join(root, "package.json")).optionalDependencies)) {
    const manifest = join(root, "node_modules", name, "package.json");
    if (!existsSync(manifest)) continue;
    return join(dirname(manifest), readJson(manifest).bin.node);
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return process.execPath;
  throw new ToolError(
    `Node ${OLDEST_NODE.join(".")} or newer is needed and this is ${process.versions.node}. The packages bring no Node ` +
      `for ${process.platform} ${process.arch}, or optional packages were left out: run npm ci, or install Node 24.`,
  );
}

/** Environment in which `node` and the packages' commands are ours. */
export function toolEnv(node) {
  const path = [dirname(node), join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
  return { ...process.env, PATH: path };
}

/** Runs a program in our terminal until it ends, passes signals on, and answers its exit code. */
export function run(command, args, env = process.env, cwd = root) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit" });
    const forward = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    child.on("error", failed);
    child.on("exit", (code, signal) => {
      for (const each of signals) process.off(each, forward);
      done(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Body of a launcher: its exit code is the answer; an expected failure prints as one sentence. */
export async function launch(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
