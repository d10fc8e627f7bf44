import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { JobLog } from "../../src/server/jobLog.ts";
import { TestBoard } from "../support/server/testBoard.ts";

describe("what a monitor is told of a board's own work", function () {
  this.timeout(60_000);
  const dataFolder = mkdtempSync(join(tmpdir(), "token-legend-metrics-"));
  let database: BoardDatabase;
  let board: TestBoard;
  let jobs: JobLog;

  before(async () => {
    database = await openPgliteInMemory();
    jobs = new JobLog();
    board = await TestBoard.open(database, { jobs, dataFolder });
  });
  after(async () => {
    await board.close();
    await database.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const read = async (): Promise<readonly string[]> =>
    (await board.app.inject({ url: "/metrics" })).body.split("\n").filter((line) => /job|backup/.test(line));

  it("is how often each job has failed, also one that never has", async () => {
    jobs.noteRun("ranks", 1);
    jobs.noteFailure("dump");
    jobs.noteFailure("dump");
    assert.deepEqual(await read(), [
      "# TYPE board_job_failures_total counter",
      'board_job_failures_total{job="ranks"} 0',
      'board_job_failures_total{job="dump"} 2',
    ]);
  });

  it("is when the newest backup was made, once there is one", async () => {
    const file = join(dataFolder, "backup.tar.gz");
    writeFileSync(file, "");
    utimesSync(file, 1_700_000_000, 1_700_000_000);
    assert.deepEqual((await read()).slice(-2), [
      "# TYPE board_backup_timestamp_seconds gauge",
      "board_backup_timestamp_seconds 1700000000",
    ]);
  });
});
