import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BoardProcess } from "../support/server/boardProcess.ts";

describe("the board as a program", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-board-"));
  const started: BoardProcess[] = [];
  const start = (environment: Readonly<Record<string, string>>): BoardProcess => {
    const board = new BoardProcess(environment);
    started.push(board);
    return board;
  };
  after(async () => {
    for (const board of started) await board.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("serves, keeps a second one off its folder, and is the same board after it was killed", async () => {
    const first = start({ BOARD_DATA: folder });
    const before: unknown = await (await fetch(`${await first.address()}/v1/board`)).json();
    const second = await start({ BOARD_DATA: folder }).end();
    assert.equal(second.code, 1);
    assert.ok(second.errors.includes(`in use by process ${first.child.pid ?? 0} on `), second.errors);
    await first.end("SIGKILL");

    const third = start({ BOARD_DATA: folder });
    const address = await third.address();
    const after: unknown = await (await fetch(`${address}/v1/board`)).json();
    const idOf = (board: unknown): unknown => (board as { readonly boardId: unknown }).boardId;
    assert.equal(idOf(after), idOf(before));
    assert.equal((await fetch(`${address}/readyz`)).status, 200);
    assert.deepEqual(await third.end("SIGTERM"), { code: 0, errors: "" });
    for (const line of third.output.trim().split("\n")) {
      const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
      assert.ok(!Object.hasOwn(entry, "hostname"), line);
    }
  });

  it("ends with one sentence where a setting is wrong", async () => {
    const { code, errors } = await start({ BOARD_DATA: folder, BOARD_PORT: "no" }).end();
    assert.equal(code, 1);
    assert.equal(errors.trim().split("\n").length, 1);
    assert.match(errors, /BOARD_PORT/);
  });
});
