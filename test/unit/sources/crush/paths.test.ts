import assert from "node:assert/strict";
import { crushRoots, isCrushDatabase } from "../../../../src/sources/crush/paths.ts";

describe("Crush's databases", () => {
  function roots(
    platform: NodeJS.Platform,
    home: string,
    files: Record<string, unknown>,
    env: Record<string, string> = {},
  ): readonly string[] {
    const readText = (path: string): string | undefined => {
      const file = files[path];
      return file === undefined || typeof file === "string" ? file : JSON.stringify(file);
    };
    return crushRoots({ home, platform, env, readText }).map((root) => root.path);
  }

  const LIST = "/home/ann/.local/share/crush/projects.json";

  it("are those of the projects in its list", () => {
    const projects = [
      { path: "/home/ann/shop", data_dir: "/home/ann/shop/.crush" },
      { path: "/home/ann/api", data_dir: ".data" },
      { path: "/home/ann/site" },
      { path: "/home/ann/shop", data_dir: ".crush" },
      { data_dir: "/nowhere" },
      "odd",
    ];
    const expected = [
      "/home/ann/shop/.crush/crush.db",
      "/home/ann/api/.data/crush.db",
      "/home/ann/site/.crush/crush.db",
    ];
    assert.deepEqual(roots("linux", "/home/ann", { [LIST]: { projects } }), expected);
    assert.deepEqual(roots("darwin", "/home/ann", { [LIST]: projects }), expected);
  });

  it("are none where there is no list, or a torn one", () => {
    assert.deepEqual(roots("linux", "/home/ann", {}), []);
    for (const text of ["{torn", "7", "null", '{"projects":{}}']) {
      assert.deepEqual(roots("linux", "/home/ann", { [LIST]: text }), []);
    }
  });

  it("follow the variables, and Windows' places", () => {
    const projects = [{ path: "C:\\shop", data_dir: ".crush" }];
    const list = (path: string): Record<string, unknown> => ({ [path]: { projects } });
    const win = (path: string, env: Record<string, string>): readonly string[] =>
      roots("win32", "C:\\Users\\ann", list(path), env);
    assert.deepEqual(win("D:\\Local\\crush\\projects.json", { LOCALAPPDATA: "D:\\Local" }), [
      "C:\\shop\\.crush\\crush.db",
    ]);
    assert.deepEqual(win("E:\\data\\projects.json", { CRUSH_GLOBAL_DATA: "E:\\data" }), ["C:\\shop\\.crush\\crush.db"]);
  });

  it("have one name", () => {
    assert.equal(isCrushDatabase("crush.db"), true);
    assert.equal(isCrushDatabase("other.db"), false);
  });
});
