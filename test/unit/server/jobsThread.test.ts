import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { FaultFacts } from "../../../src/server/describeFault.ts";
import { startJobsThread } from "../../../src/server/jobsThread.ts";

const SOURCE = pathToFileURL(resolve(import.meta.dirname, "../../../src/server/jobsThread.ts")).href;

describe("the thread of the jobs", () => {
  const folder = mkdtempSync(join(tmpdir(), "token-legend-thread-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const programOf = (name: string, text: string): string => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${text}\n`);
    return file;
  };

  it("tells how runs have ended and that its connection broke, and is stopped when it has ended", async () => {
    const program = programOf(
      "telling",
      `for (const report of [{ of: "run", job: "ranks" }, { of: "failure", job: "checks", fault: { kind: "Error", code: "40P01" } }, { of: "fault" }])
         parentPort.postMessage(report);
       parentPort.once("message", () => parentPort.postMessage({ of: "run", job: "last" }));`,
    );
    const told: string[] = [];
    let isTold = (): void => {};
    const all = new Promise<void>((done) => {
      isTold = done;
    });
    const watch = {
      onRun: (job: string) => told.push(`run ${job}`),
      onFailure: (job: string, { code }: FaultFacts) => told.push(`failure ${job} ${code}`),
    };
    const jobs = startJobsThread(program, watch, () => {
      told.push("fault");
      isTold();
    });
    await all;
    assert.deepEqual(told, ["run ranks", "failure checks 40P01", "fault"]);
    await jobs.stop();
    assert.deepEqual(told.slice(3), ["run last"]);
    await jobs.stop();
  });

  it("takes the process with it where it ends by itself, as nobody would make ranks any more", () => {
    const program = programOf("ending", "process.exit(0);");
    const main = join(folder, "main.mjs");
    writeFileSync(
      main,
      `import { startJobsThread } from ${JSON.stringify(SOURCE)};
       setInterval(() => {}, 1_000);
       startJobsThread(${JSON.stringify(program)}, { onRun() {}, onFailure() {} }, () => {});`,
    );
    const { status, stderr } = spawnSync(process.execPath, [main], { encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, /The thread of the jobs has ended by itself/);
  });
});
