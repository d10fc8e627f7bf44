import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FolderCopy } from "../../../../src/server/database/folderCopy.ts";

const LONG_AGO_S = 1_000_000;

describe("a copy of a folder", () => {
  let root: string;
  let from: string;
  let to: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "token-legend-copy-"));
    [from, to] = [join(root, "from"), join(root, "a/to")];
    mkdirSync(join(from, "base/1"), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string, changedS?: number): void => {
    writeFileSync(join(from, name), text);
    if (changedS !== undefined) utimesSync(join(from, name), changedS, changedS);
  };
  const contents = (folder: string): ReadonlyMap<string, string> =>
    new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .toSorted()
        .map((file) => [file.slice(folder.length), readFileSync(file, "utf8")]),
    );

  it("is what the folder is once nothing changes, whatever has changed, come or gone since the first go", async () => {
    write("stays", "1");
    write("base/1/grows", "2");
    write("base/1/goes", "3");
    const copy = new FolderCopy(from, to);
    await copy.bringUpToDate();
    assert.deepEqual(contents(to), contents(from));
    write("base/1/grows", "2 and more");
    write("stays", "0");
    mkdirSync(join(from, "base/2"));
    write("base/2/comes", "4");
    rmSync(join(from, "base/1/goes"));
    await copy.bringUpToDate();
    assert.deepEqual(contents(to), contents(from));
  });

  it("copies again only what may have changed", async () => {
    write("old", "1", LONG_AGO_S);
    write("new", "1");
    const copy = new FolderCopy(from, to);
    await copy.bringUpToDate();
    // Of the new one it cannot be known, as it may have changed within the same tick of the clock.
    for (const name of ["old", "new"]) writeFileSync(join(to, name), "as it was copied");
    await copy.bringUpToDate();
    assert.deepEqual([...contents(to).values()], ["1", "as it was copied"]);
  });
});
