import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import manifest from "../../../package.json" with { type: "json" };

const launcher = resolve(import.meta.dirname, "../../../scripts/cli.mjs");

describe("scripts/cli.mjs", function () {
  // It may have to build first.
  this.timeout(240_000);
  let folder = "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-launcher-"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (args: readonly string[]) =>
    spawnSync(process.execPath, [launcher, ...args], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      encoding: "utf8",
    });

  it("adds nothing to what the command line prints", () => {
    const { stdout, stderr, status } = start(["--version"]);
    assert.deepEqual({ stdout, stderr, status }, { stdout: `${manifest.version}\n`, stderr: "", status: 0 });
  });

  it("hands on the exit code", () => {
    assert.equal(start(["no-such-command"]).status, 2);
  });

  it("reads relative paths where the user stands, not in the repository", () => {
    mkdirSync(join(folder, "empty"));
    const { stdout, status } = start(["report", "--json", "--home", "empty", "--ledger", "here.sqlite"]);
    assert.equal(status, 0);
    assert.match(stdout, /^\{"rows":\[\]/);
    assert.ok(existsSync(join(folder, "here.sqlite")));
  });
});
