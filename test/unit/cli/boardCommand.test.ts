import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBoard } from "../../../src/cli/boardCommand.ts";
import { BoardError } from "../../../src/cli/exitCode.ts";

describe("the board's server from the command line", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-board-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const program = (code: string): string => {
    const file = join(folder, "board.cjs");
    writeFileSync(file, code);
    return file;
  };

  it("ends as the server ends", async () => {
    assert.equal(await runBoard(program("")), 0);
    assert.equal(await runBoard(program("process.exit(7)")), 1);
  });

  it("stops the server in order when it is stopped itself", async () => {
    const listeners = process.listenerCount("SIGTERM");
    const ended = runBoard(
      program(
        'process.on("SIGTERM", () => process.exit(0)); process.kill(process.ppid, "SIGTERM"); setInterval(() => {}, 1000);',
      ),
    );
    assert.equal(await ended, 0);
    assert.equal(process.listenerCount("SIGTERM"), listeners);
  });

  it("says where it is not part of this program", async () => {
    await assert.rejects(runBoard(join(folder, "none.cjs")), BoardError);
  });
});
