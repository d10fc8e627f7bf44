import assert from "node:assert/strict";

import * as fc from "fast-check";

import { shortFolders, shortNamesOf } from "../../../../src/webview/insights/names.ts";

function namesOf(...paths: readonly string[]): readonly (string | undefined)[] {
  const names = shortFolders(paths);
  return paths.map((path) => names.get(path));
}

describe("short names of folders", () => {
  it("are the last two parts of a path, whichever way its slashes lean", () => {
    assert.deepEqual(namesOf("/home/me/work/app", "C:\\code\\shop", "/srv/"), ["work/app", "code/shop", "srv"]);
  });

  it("have one more part where two folders of a list would be called the same", () => {
    assert.deepEqual(namesOf("/home/ann/projects/shop", "/work/projects/shop", "/work/projects/api"), [
      "ann/projects/shop",
      "work/projects/shop",
      "projects/api",
    ]);
  });

  it("have as many parts as it takes, and all of a path that has no more", () => {
    assert.deepEqual(namesOf("/a/x/p/shop", "/b/x/p/shop", "/p/shop", "/p/shop/"), [
      "a/x/p/shop",
      "b/x/p/shop",
      "/p/shop",
      "/p/shop/",
    ]);
  });

  it("tell every folder of a list from every other", () => {
    const path = fc
      .array(fc.constantFrom("a", "b", "/", "\\"), { minLength: 1, maxLength: 9 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        const names = shortFolders(paths);
        assert.equal(names.size, paths.length);
        assert.equal(new Set(names.values()).size, paths.length);
      }),
    );
  });
});

describe("short names of a grouping", () => {
  it("are told apart among folders alone, and say where there is none", () => {
    assert.deepEqual(shortNamesOf("project", ["/a/p/shop", "", "/b/p/shop"], {}), [
      "a/p/shop",
      "No folder",
      "b/p/shop",
    ]);
    assert.deepEqual(shortNamesOf("model", ["org/team/model"], {}), ["org/team/model"]);
    assert.deepEqual(shortNamesOf("tool", ["codex", "x"], { codex: "OpenAI Codex" }), ["OpenAI Codex", "x"]);
  });
});
