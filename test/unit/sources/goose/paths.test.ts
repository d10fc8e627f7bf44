import assert from "node:assert/strict";
import { gooseRoots, isGooseDatabase } from "../../../../src/sources/goose/paths.ts";

describe("Goose's folders", () => {
  const paths = (platform: NodeJS.Platform, home: string, env: Record<string, string> = {}): readonly string[] =>
    gooseRoots({ home, platform, env }).map((root) => root.path);

  it("are those of the platform, and of older versions", () => {
    assert.deepEqual(paths("linux", "/home/ann"), ["/home/ann/.local/share/goose/sessions/sessions.db"]);
    assert.deepEqual(paths("darwin", "/Users/ann"), [
      "/Users/ann/.local/share/goose/sessions/sessions.db",
      "/Users/ann/Library/Application Support/goose/sessions/sessions.db",
    ]);
    assert.deepEqual(paths("win32", "C:\\Users\\ann", { APPDATA: "D:\\Roaming" }), [
      "C:\\Users\\ann\\.local\\share\\goose\\sessions\\sessions.db",
      "D:\\Roaming\\Block\\goose\\data\\sessions\\sessions.db",
      "D:\\Roaming\\Block\\goose\\sessions\\sessions.db",
    ]);
  });

  it("follow the variables", () => {
    assert.deepEqual(paths("linux", "/home/ann", { GOOSE_PATH_ROOT: "/g", XDG_DATA_HOME: "/data" }), [
      "/g/data/sessions/sessions.db",
      "/data/goose/sessions/sessions.db",
    ]);
  });

  it("hold one database", () => {
    assert.equal(isGooseDatabase("sessions.db"), true);
    assert.equal(isGooseDatabase("sessions.db-wal"), false);
  });
});
