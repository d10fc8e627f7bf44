import assert from "node:assert/strict";
import { entersTaskFolder, isTaskLog, taskRoots } from "../../../../src/sources/taskFiles/taskRoots.ts";

const EXTENSION = { folder: "maker.tool", storageSetting: "tool.customStoragePath" };

describe("folders of tasks", () => {
  it("are in the storage of every editor", () => {
    const roots = taskRoots({ home: "/home/ann", platform: "linux", env: {}, readText: () => undefined }, [EXTENSION]);
    const paths = new Set(roots.map(({ path }) => path));
    assert.ok(paths.has("/home/ann/.config/Code/User/globalStorage/maker.tool/tasks"));
    assert.ok(paths.has("/home/ann/.config/VSCodium/User/globalStorage/maker.tool/tasks"));
    assert.ok(paths.has("/home/ann/.vscode-server/data/User/globalStorage/maker.tool/tasks"));
  });

  it("lie elsewhere where a setting says so", () => {
    const settings = '{\n  // "tool.customStoragePath": "/not/here",\n  "tool.customStoragePath" : "/data/tool",\n}';
    const readText = (path: string) => (path === "/home/ann/.config/Code/User/settings.json" ? settings : undefined);
    const roots = taskRoots({ home: "/home/ann", platform: "linux", env: {}, readText }, [EXTENSION]);
    assert.deepEqual(
      roots.filter(({ origin }) => origin === "tool.customStoragePath"),
      [{ path: "/data/tool/tasks", origin: "tool.customStoragePath" }],
    );
  });

  it("follow Windows' ways on Windows", () => {
    const settings = String.raw`{"tool.customStoragePath":"D:\\tool"}`;
    const env = { APPDATA: "C:\\Users\\ann\\AppData\\Roaming" };
    const readText = (path: string) => (path.endsWith("\\Code\\User\\settings.json") ? settings : undefined);
    const roots = taskRoots({ home: "C:\\Users\\ann", platform: "win32", env, readText }, [EXTENSION]);
    const paths = new Set(roots.map(({ path }) => path));
    assert.ok(paths.has("C:\\Users\\ann\\AppData\\Roaming\\Code\\User\\globalStorage\\maker.tool\\tasks"));
    assert.ok(paths.has("D:\\tool\\tasks"));
  });

  it("hold one log a task and nothing deeper", () => {
    assert.ok(isTaskLog("1772000000000/ui_messages.json"));
    assert.ok(!isTaskLog("1772000000000/api_conversation_history.json"));
    assert.ok(!isTaskLog("1772000000000/checkpoints/ui_messages.json"));
    assert.ok(entersTaskFolder("1772000000000"));
    assert.ok(!entersTaskFolder("1772000000000/checkpoints"));
  });
});
