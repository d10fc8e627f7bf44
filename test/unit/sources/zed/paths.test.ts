import assert from "node:assert/strict";
import { isZedDatabase, zedRoots } from "../../../../src/sources/zed/paths.ts";

describe("Zed's folders", () => {
  it("are those of the platform", () => {
    const paths = (platform: NodeJS.Platform, home: string, env: Record<string, string> = {}): readonly string[] =>
      zedRoots({ home, platform, env }).map((root) => root.path);
    assert.deepEqual(paths("linux", "/home/ann"), [
      "/home/ann/.local/share/zed/threads/threads.db",
      "/home/ann/.var/app/dev.zed.Zed/data/zed/threads/threads.db",
    ]);
    assert.deepEqual(paths("linux", "/home/ann", { XDG_DATA_HOME: "/d", FLATPAK_XDG_DATA_HOME: "/f" }), [
      "/d/zed/threads/threads.db",
      "/f/zed/threads/threads.db",
    ]);
    assert.deepEqual(paths("darwin", "/Users/ann"), ["/Users/ann/Library/Application Support/Zed/threads/threads.db"]);
    assert.deepEqual(paths("win32", "C:\\Users\\ann", { LOCALAPPDATA: "D:\\Local" }), [
      "D:\\Local\\Zed\\threads\\threads.db",
    ]);
  });

  it("hold one database", () => {
    assert.equal(isZedDatabase("threads.db"), true);
    assert.equal(isZedDatabase("db/0-stable/db.sqlite"), false);
  });
});
