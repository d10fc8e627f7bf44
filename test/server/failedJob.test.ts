import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BoardProcess } from "../support/server/boardProcess.ts";

describe("a backup that fails", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-backup-"));
  let board: BoardProcess;

  before(() => {
    const backup = join(folder, "backup.tar.gz");
    writeFileSync(backup, "");
    // So old that the next one is due at once, by day as well.
    utimesSync(backup, 1_700_000_000, 1_700_000_000);
    // Where there is no tar.
    board = new BoardProcess({ BOARD_DATA: folder, PATH: folder });
  });
  after(async () => {
    await board.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("is in the log with its reason and not its message, and in the metrics beside the age of the newest one", async () => {
    const address = await board.address();
    const line = await board.logged(/^.*"job":"dump".*$/m);
    const { kind, code, msg } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    assert.deepEqual(
      { kind, code, msg },
      { kind: "Error", code: "ENOENT", msg: "a job failed and will be tried again" },
    );
    assert.ok(!line.includes(folder));
    const metrics = await (await fetch(`${address}/metrics`)).text();
    assert.match(metrics, /^board_job_failures_total\{job="dump"\} 1$/m);
    assert.match(metrics, /^board_backup_timestamp_seconds 1700000000$/m);
  });
});
