import assert from "node:assert/strict";
import { editorFolders } from "../../../../src/sources/editorFolders.ts";
import { otherHomes } from "../../../../src/worker/ingest/otherHomes.ts";

const readText = (): undefined => undefined;
const users = (folder: string): readonly string[] => (folder === "/mnt/c/Users" ? ["Ann", "Public", "Default"] : []);

describe("homes on the other side of a Windows machine", () => {
  it("are those of Windows' users, seen from WSL", () => {
    const env = { WSL_DISTRO_NAME: "Debian", CLAUDE_CONFIG_DIR: "/home/ann/.claude-work" };
    const [home, ...others] = otherHomes({ home: "/home/ann", platform: "linux", env, readText }, users);
    assert.deepEqual(others, []);
    assert.equal(home?.origin, "Windows");
    assert.equal(home.surroundings.home, "/mnt/c/Users/Ann");
    assert.equal(home.surroundings.env["CLAUDE_CONFIG_DIR"], undefined);
    const [first] = editorFolders(home.surroundings);
    assert.equal(first?.path, "/mnt/c/Users/Ann/AppData/Roaming/Code/User");
  });

  it("are none on plain Linux, on Windows, and where another home is read", () => {
    for (const platform of ["linux", "win32", "darwin"] as const) {
      assert.deepEqual(otherHomes({ home: "/home/ann", platform, env: {}, readText }, users), []);
    }
  });
});
