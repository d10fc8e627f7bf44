import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { GameSnapshot, Reached } from "../../src/shared/gameSnapshot.ts";
import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";

const inDist = (name: string): string => join("dist", name);
const repository = resolve(import.meta.dirname, "../..");

export interface ExtensionFolder {
  readonly extensionDir: string;
  dispose(): void;
}

/**
 * The built extension with another worker, which brings the surface into one state after the other whatever is in the
 * logs: it sends the first snapshot at its start, the next one with each rescan, and then it fails.
 * @param games what it answers to the achievements page, the next one with each rescan; at their end it goes on with the
 *   last, and without any it says that the ledger is busy
 * @param answers to the questions of pages, by name; to others it says that the ledger is busy
 * @param reached told right after the first snapshot
 */
export function makeExtensionWithWorker(
  snapshots: readonly MeterSnapshot[],
  games: readonly GameSnapshot[] = [],
  answers: Readonly<Record<string, unknown>> = {},
  reached?: Reached,
): ExtensionFolder {
  const extensionDir = mkdtempSync(join(tmpdir(), "token-legend-extension-"));
  mkdirSync(join(extensionDir, "dist"));
  for (const path of [
    "package.json",
    "package.nls.json",
    "media",
    ...["extension.cjs", "webview.js", "webview.css"].map(inDist),
  ]) {
    cpSync(join(repository, path), join(extensionDir, path), { recursive: true });
  }
  writeFileSync(
    join(extensionDir, "dist", "worker.cjs"),
    `const { parentPort } = require("node:worker_threads");
const snapshots = ${JSON.stringify(snapshots)};
const games = ${JSON.stringify(games)};
const answers = ${JSON.stringify(answers)};
const reached = ${JSON.stringify(reached ?? null)};
function next() {
  const snapshot = snapshots.shift();
  if (snapshot === undefined) throw new TypeError("a fault made for a test");
  parentPort.postMessage({ type: "snapshot", snapshot });
}
parentPort.on("message", ({ type, id, name, argument }) => {
  if (type === "stop") parentPort.close();
  if (type !== "request") return;
  if (name === "game" || name === "ask") {
    const result = name === "game" ? games[0] : answers[argument.name];
    const reply = result !== undefined ? { ok: true, result } : { ok: false, message: "The ledger is busy." };
    parentPort.postMessage({ type: "reply", id, ...reply });
    return;
  }
  if (name === "boardState") {
    const result = { isPaused: false, isSender: true, waiting: 0, refused: {} };
    parentPort.postMessage({ type: "reply", id, ok: true, result });
    return;
  }
  if (name !== "rescan") {
    parentPort.postMessage({ type: "reply", id, ok: false, message: "The ledger is busy." });
    return;
  }
  if (games.length > 1) games.shift();
  next();
  parentPort.postMessage({ type: "reply", id, ok: true, result: null });
});
next();
if (reached !== null) parentPort.postMessage({ type: "reached", reached });
`,
  );
  return { extensionDir, dispose: () => rmSync(extensionDir, { recursive: true, force: true, maxRetries: 5 }) };
}
