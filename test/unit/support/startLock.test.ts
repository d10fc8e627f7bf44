import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockStart } from "../../../scripts/startLock.ts";

describe("lockStart", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-start-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("lets one start at a time run from a folder, and says what to do to another", () => {
    const unlock = lockStart(join(folder, "start"));
    assert.throws(
      () => lockStart(join(folder, "start")),
      /Another npm start runs from this folder\. End it with Ctrl\+C/,
    );
    lockStart(join(folder, "other"))();
    unlock();
    lockStart(join(folder, "start"))();
  });
});
