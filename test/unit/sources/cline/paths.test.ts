import assert from "node:assert/strict";
import { clineRoots, isSessionLog } from "../../../../src/sources/cline/paths.ts";

const readText = (): undefined => undefined;

describe("Cline's places", () => {
  it("are its data folder and the editors' storage", () => {
    const roots = clineRoots({ home: "/home/ann", platform: "linux", env: {}, readText });
    assert.deepEqual(roots.slice(0, 2), [
      { path: "/home/ann/.cline/data/sessions", origin: "default" },
      { path: "/home/ann/.cline/data/tasks", origin: "default" },
    ]);
    const paths = new Set(roots.map(({ path }) => path));
    assert.ok(paths.has("/home/ann/.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks"));
    assert.ok(paths.has("/home/ann/.config/Cursor/User/globalStorage/saoudrizwan.claude-dev/tasks"));
  });

  it("follow the variables, the most specific first", () => {
    const firstTwo = (env: Readonly<Record<string, string>>) =>
      clineRoots({ home: "/home/ann", platform: "linux", env, readText })
        .slice(0, 2)
        .map(({ path, origin }) => `${path} ${origin}`);
    assert.deepEqual(firstTwo({ CLINE_DIR: "/c" }), ["/c/data/sessions CLINE_DIR", "/c/data/tasks CLINE_DIR"]);
    assert.deepEqual(firstTwo({ CLINE_DIR: "/c", CLINE_DATA_DIR: "/d" }), [
      "/d/sessions CLINE_DATA_DIR",
      "/d/tasks CLINE_DATA_DIR",
    ]);
    assert.deepEqual(firstTwo({ CLINE_SESSION_DATA_DIR: "/s", CLINE_DIR: "" }), [
      "/s CLINE_SESSION_DATA_DIR",
      "/home/ann/.cline/data/tasks default",
    ]);
  });

  it("follow Windows' ways on Windows", () => {
    const roots = clineRoots({ home: "C:\\Users\\ann", platform: "win32", env: {}, readText });
    assert.equal(roots[0]?.path, "C:\\Users\\ann\\.cline\\data\\sessions");
  });

  it("hold the messages of sessions and of their agents", () => {
    assert.ok(isSessionLog("s-1/s-1.messages.json"));
    assert.ok(isSessionLog("s-1/agent-7.messages.json"));
    assert.ok(!isSessionLog("s-1/s-1.json"));
    assert.ok(!isSessionLog("s-1/s-1.compaction.json"));
    assert.ok(!isSessionLog("s-1.messages.json"));
  });
});
