import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";

const repository = resolve(import.meta.dirname, "../..");

export interface ExtensionFolder {
  readonly extensionDir: string;
  dispose(): void;
}

/**
 * The built extension with another worker, which brings the surface into one state after the other whatever is in the
 * logs: it sends the first snapshot at its start, the next one with each rescan, and then it fails.
 */
export function makeExtensionWithWorker(snapshots: readonly MeterSnapshot[]): ExtensionFolder {
  const extensionDir = mkdtempSync(join(tmpdir(), "token-legend-extension-"));
  mkdirSync(join(extensionDir, "dist"));
  for (const path of ["package.json", "media", join("dist", "extension.cjs")]) {
    cpSync(join(repository, path), join(extensionDir, path), { recursive: true });
  }
  writeFileSync(
    join(extensionDir, "dist", "worker.cjs"),
    `const { parentPort } = require("node:worker_threads");
const snapshots = ${JSON.stringify(snapshots)};
function next() {
  const snapshot = snapshots.shift();
  if (snapshot === undefined) throw new TypeError("a fault made for a test");
  parentPort.postMessage({ type: "snapshot", snapshot });
}
parentPort.on("message", ({ type, id }) => {
  if (type === "stop") parentPort.close();
  if (type !== "request") return;
  next();
  parentPort.postMessage({ type: "reply", id, ok: true, result: null });
});
next();
`,
  );
  return { extensionDir, dispose: () => rmSync(extensionDir, { recursive: true, force: true, maxRetries: 5 }) };
}
