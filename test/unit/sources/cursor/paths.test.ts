import assert from "node:assert/strict";
import { cursorRoots, isCursorDatabase } from "../../../../src/sources/cursor/paths.ts";

describe("Cursor's folder", () => {
  it("is that of programs with windows", () => {
    const paths = (platform: NodeJS.Platform, home: string, env: Record<string, string> = {}): readonly string[] =>
      cursorRoots({ home, platform, env }).map((root) => root.path);
    assert.deepEqual(paths("linux", "/home/ann"), ["/home/ann/.config/Cursor/User/globalStorage/state.vscdb"]);
    assert.deepEqual(paths("darwin", "/Users/ann"), [
      "/Users/ann/Library/Application Support/Cursor/User/globalStorage/state.vscdb",
    ]);
    assert.deepEqual(paths("win32", "C:\\Users\\ann", { APPDATA: "D:\\Roaming" }), [
      "D:\\Roaming\\Cursor\\User\\globalStorage\\state.vscdb",
    ]);
  });

  it("holds one database", () => {
    assert.equal(isCursorDatabase("state.vscdb"), true);
    assert.equal(isCursorDatabase("state.vscdb.backup"), false);
  });
});
