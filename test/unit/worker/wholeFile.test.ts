import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WholeFile } from "../../../src/worker/wholeFile.ts";

describe("a file that is there whole or not at all", () => {
  let folder = "";
  let path = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-"));
    path = join(folder, "out.csv");
    writeFileSync(path, "old");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is the old one until it is kept", () => {
    const file = new WholeFile(path);
    file.write("new, ");
    file.write("in pieces");
    assert.equal(readFileSync(path, "utf8"), "old");
    file.keep();
    assert.equal(readFileSync(path, "utf8"), "new, in pieces");
    assert.deepEqual(readdirSync(folder), ["out.csv"]);
  });

  it("leaves the old one and nothing else where it is discarded", () => {
    const file = new WholeFile(path);
    file.write("new");
    file.discard();
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(folder), ["out.csv"]);
  });

  it("says why it cannot be kept, and can be discarded after that", () => {
    const file = new WholeFile(path);
    rmSync(path);
    mkdirSync(path);
    assert.throws(() => file.keep(), /^UserError: .*out\.csv cannot be written \(E[A-Z]+\)\.$/);
    file.discard();
    assert.deepEqual(readdirSync(folder), ["out.csv"]);
  });
});
