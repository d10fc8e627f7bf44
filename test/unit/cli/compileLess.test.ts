import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { compileLess } from "../../../src/cli/compileLess.ts";

describe("compileLess", () => {
  function flagsFor(version: string): readonly string[] {
    const flags: string[] = [];
    compileLess(version, (flag) => flags.push(flag));
    return flags;
  }

  it("sets a flag that this Node knows", () => {
    const [flag = ""] = flagsFor(process.versions.node);
    const set = `require("node:v8").setFlagsFromString(${JSON.stringify(flag)})`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", set], { encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""]);
  });

  it("leaves a Node alone that may not know it", () => {
    assert.deepEqual(flagsFor("25.0.0"), []);
    assert.equal(flagsFor("22.13.0").length, 1);
  });
});
