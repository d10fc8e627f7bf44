// Usage: node scripts/runMocha.ts FOLDER TIMEOUT_MS COUNTS_FILE
// Runs every *.test.ts below a folder and leaves the counts in a file.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { describeFailure } from "../test/support/vscodeHost/describeFailure.ts";

const [folder, timeoutMs, countsFile] = process.argv.slice(2);
if (folder === undefined || timeoutMs === undefined || countsFile === undefined) throw new Error("Three arguments.");

const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: Number(timeoutMs), forbidOnly: true });
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()) {
  if (name.endsWith(".test.ts")) mocha.addFile(join(folder, name));
}
await mocha.loadFilesAsync();
const runner = mocha.run();
const failures: string[] = [];
runner.on("fail", (test, error: unknown) => failures.push(describeFailure(test, error)));
runner.once("end", () => {
  const stats = runner.stats;
  if (stats === undefined) throw new Error("Mocha kept no count.");
  const counts = { passed: stats.passes, failed: stats.failures, skipped: stats.pending, failures };
  writeFileSync(countsFile, JSON.stringify(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
});
