import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { FolderInUse, lockFolder } from "../../../src/server/database/lockFolder.ts";

const holderScript = resolve(import.meta.dirname, "../../support/server/lockHolder.ts");

describe("the lock on a data folder", () => {
  let folder = "";
  let holder: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-lock-"));
  });
  afterEach(async () => {
    if (holder !== undefined) await kill(holder);
    holder = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  async function hold(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ["--expose-gc", holderScript, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert.equal(String((await once(child.stdout, "data"))[0]), "held\n");
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  it("is refused while another process has it, and names that process", async () => {
    holder = await hold();
    const pid = holder.pid ?? 0;
    assert.throws(
      () => lockFolder(folder),
      (error) => error instanceof FolderInUse && error.message.includes(`process ${pid} on `),
    );
  });

  it("is free as soon as its holder was killed, with nothing to clean up", async () => {
    holder = await hold();
    await kill(holder);
    lockFolder(folder).release();
  });

  it("is refused within the same process as well, and is free once released", () => {
    const lock = lockFolder(folder);
    assert.throws(() => lockFolder(folder), FolderInUse);
    lock.release();
    lock.release();
    lockFolder(folder).release();
  });
});
