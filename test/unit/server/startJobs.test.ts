import assert from "node:assert/strict";
import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";
import { startJobs } from "../../../src/server/startJobs.ts";

/** No job of these tests asks it anything. */
const UNASKED: BoardDatabase = {
  query: () => Promise.reject(new Error("Nobody asks")),
  run: () => Promise.reject(new Error("Nobody asks")),
  transaction: () => Promise.reject(new Error("Nobody asks")),
  close: () => Promise.resolve(),
};

describe("the jobs", () => {
  it("tell of a failure why it was, and go on", async () => {
    const told: unknown[] = [];
    const full = Object.assign(new Error("/home/somebody/board is full"), { code: "ENOSPC" });
    let runs = 0;
    const dump = {
      job: "dump",
      everyMs: 1,
      run: () => {
        runs += 1;
        return runs === 1 ? Promise.reject(full) : Promise.resolve();
      },
    };
    let isDone = (): void => {};
    const done = new Promise<void>((settle) => {
      isDone = settle;
    });
    const jobs = startJobs(UNASKED, [dump], {
      onRun: () => isDone(),
      onFailure: (job, { kind, code }) => told.push({ job, kind, code }),
    });
    await done;
    await jobs.stop();
    assert.deepEqual(told, [{ job: "dump", kind: "Error", code: "ENOSPC" }]);
  });
});
