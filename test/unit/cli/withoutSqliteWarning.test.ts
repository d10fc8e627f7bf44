import assert from "node:assert/strict";
import { withoutSqliteWarning } from "../../../src/cli/withoutSqliteWarning.ts";

describe("warnings of Node.js", () => {
  it("show unless they say that SQLite is experimental", () => {
    const shown: (readonly unknown[])[] = [];
    const host = { emitWarning: (...args: readonly unknown[]) => void shown.push(args) };
    withoutSqliteWarning(host);
    host.emitWarning("SQLite is an experimental feature and might change at any time", "ExperimentalWarning");
    host.emitWarning("Other is an experimental feature", "ExperimentalWarning");
    host.emitWarning("SQLite is out of memory", "Warning");
    assert.deepEqual(shown, [
      ["Other is an experimental feature", "ExperimentalWarning"],
      ["SQLite is out of memory", "Warning"],
    ]);
  });
});
