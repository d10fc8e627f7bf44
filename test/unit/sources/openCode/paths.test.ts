import assert from "node:assert/strict";
import {
  entersOpenCodeFolder,
  isOpenCodeDatabase,
  isOpenCodeMessage,
  OPEN_CODE,
  openCodeRoots,
} from "../../../../src/sources/openCode/paths.ts";

const home = "/home/ann";

describe("the folders of OpenCode", () => {
  it("are in the same place on every platform", () => {
    const paths = (platform: NodeJS.Platform, where = home): readonly string[] =>
      openCodeRoots(OPEN_CODE, { home: where, platform, env: {} }).map((root) => root.path);
    assert.deepEqual(paths("linux"), ["/home/ann/.local/share/opencode"]);
    assert.deepEqual(paths("darwin"), ["/home/ann/.local/share/opencode"]);
    assert.deepEqual(paths("win32", "C:\\Users\\ann"), ["C:\\Users\\ann\\.local\\share\\opencode"]);
  });

  it("follow the variables", () => {
    const roots = (env: Record<string, string>): readonly string[] =>
      openCodeRoots(OPEN_CODE, { home, platform: "linux", env }).map((root) => `${root.origin} ${root.path}`);
    assert.deepEqual(roots({ XDG_DATA_HOME: "/data" }), ["XDG_DATA_HOME /data/opencode"]);
    assert.deepEqual(roots({ OPENCODE_DATA_DIR: "/else" }).slice(0, 1), ["OPENCODE_DATA_DIR /else"]);
    assert.deepEqual(roots({ OPENCODE_DB: "/else/my.db" }).slice(1), ["OPENCODE_DB /else/my.db"]);
    assert.deepEqual(roots({ OPENCODE_DB: "my.db" }).slice(1), ["OPENCODE_DB /home/ann/.local/share/opencode/my.db"]);
    assert.equal(roots({ OPENCODE_DB: ":memory:" }).length, 1);
  });

  it("hold databases at the top and messages below storage", () => {
    for (const name of ["opencode.db", "opencode-dev.db"]) assert.equal(isOpenCodeDatabase(name), true);
    for (const name of ["opencode.db-wal", "bin/a.db", "auth.json"]) assert.equal(isOpenCodeDatabase(name), false);
    assert.equal(isOpenCodeMessage("storage/message/ses_1/msg_1.json"), true);
    for (const name of ["storage/part/msg_1/prt_1.json", "storage/message/msg_1.json", "storage/session/a/b.json"]) {
      assert.equal(isOpenCodeMessage(name), false);
    }
  });

  it("are entered where messages are, and nowhere else", () => {
    for (const folder of ["storage", "storage/message", "storage/message/ses_1"]) {
      assert.equal(entersOpenCodeFolder(folder), true);
    }
    for (const folder of ["storage/part", "storage/session", "snapshot", "log", "storage/message/ses_1/more"]) {
      assert.equal(entersOpenCodeFolder(folder), false);
    }
  });
});
