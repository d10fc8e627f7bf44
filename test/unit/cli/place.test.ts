import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LedgerError, UsageError } from "../../../src/cli/exitCode.ts";
import { meterOptionsFor } from "../../../src/cli/place.ts";
import { fakeSurroundings } from "./fakeSurroundings.ts";

const NOWHERE_NAMED = { home: undefined, ledger: undefined };

describe("the place a command works on", () => {
  it("is no home that cannot be looked at, and says why", function () {
    if (process.platform === "win32") this.skip();
    const folder = mkdtempSync(join(tmpdir(), "token-legend-"));
    try {
      symlinkSync("loop", join(folder, "loop"));
      const around = fakeSurroundings({ workingFolder: folder });
      for (const [home, sentence] of [
        ["loop", "--home loop cannot be looked at (ELOOP)."],
        ["x".repeat(5000), `--home ${"x".repeat(5000)} cannot be looked at (ENAMETOOLONG).`],
        ["missing", "--home missing is not a folder."],
      ] as const) {
        assert.throws(
          () => meterOptionsFor({ home, ledger: undefined }, around),
          (error) => error instanceof UsageError && error.message === sentence,
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is no folder that depends on where the command is started: the ledger's fault", () => {
    for (const around of [
      fakeSurroundings({ env: { TOKEN_LEGEND_HOME: "rel" } }),
      fakeSurroundings({ home: "" }),
      fakeSurroundings({ home: "rel" }),
    ]) {
      assert.throws(
        () => meterOptionsFor(NOWHERE_NAMED, around),
        (error) => error instanceof LedgerError && /must be an absolute path/.test(error.message),
      );
    }
  });
});
