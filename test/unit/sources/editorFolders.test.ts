import assert from "node:assert/strict";
import { dataFolder, editorFolders } from "../../../src/sources/editorFolders.ts";

const pathsOf = (...place: Parameters<typeof editorFolders>): readonly string[] =>
  editorFolders(...place).map(({ path }) => path);

describe("folders of the editors", () => {
  it("are where each platform keeps programs' data, and those of servers", () => {
    const linux = pathsOf({ home: "/home/ann", platform: "linux", env: {} });
    assert.ok(linux.includes("/home/ann/.config/Code/User"));
    assert.ok(linux.includes("/home/ann/.config/Code - Insiders/User"));
    assert.ok(linux.includes("/home/ann/.vscode-server/data/User"));
    assert.ok(linux.includes("/home/ann/.local/share/code-server/User"));
    const mac = pathsOf({ home: "/Users/ann", platform: "darwin", env: {} });
    assert.ok(mac.includes("/Users/ann/Library/Application Support/Cursor/User"));
    const windows = pathsOf({ home: "C:\\Users\\ann", platform: "win32", env: {} });
    assert.ok(windows.includes("C:\\Users\\ann\\AppData\\Roaming\\VSCodium\\User"));
  });

  it("follow the variables that move them", () => {
    const env = { XDG_CONFIG_HOME: "/config", VSCODE_PORTABLE: "/portable" };
    const paths = pathsOf({ home: "/home/ann", platform: "linux", env });
    assert.equal(paths[0], "/portable/user-data/User");
    assert.ok(paths.includes("/config/Code/User"));
    const moved = pathsOf({ home: "/home/ann", platform: "linux", env: { VSCODE_APPDATA: "/appdata" } });
    assert.ok(moved.includes("/appdata/Code/User"));
  });

  it("take an empty variable for an unset one", () => {
    assert.equal(
      dataFolder({ home: "/home/ann", platform: "linux", env: { XDG_DATA_HOME: "" } }),
      "/home/ann/.local/share",
    );
  });
});
