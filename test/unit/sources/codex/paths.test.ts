import assert from "node:assert/strict";
import { codexRoots, identityByName, isCodexLog } from "../../../../src/sources/codex/paths.ts";

describe("Codex paths", () => {
  it("looks into the active and the archived sessions of the home", () => {
    assert.deepEqual(codexRoots({ home: "/home/ann", platform: "linux", env: {} }), [
      { path: "/home/ann/.codex/sessions", origin: "default" },
      { path: "/home/ann/.codex/archived_sessions", origin: "default" },
    ]);
  });

  it("looks only into the homes that CODEX_HOME lists, active sessions first", () => {
    const env = { CODEX_HOME: " /data/a, /data/b,," };
    assert.deepEqual(codexRoots({ home: "/home/ann", platform: "linux", env }), [
      { path: "/data/a/sessions", origin: "CODEX_HOME" },
      { path: "/data/b/sessions", origin: "CODEX_HOME" },
      { path: "/data/a/archived_sessions", origin: "CODEX_HOME" },
      { path: "/data/b/archived_sessions", origin: "CODEX_HOME" },
    ]);
  });

  it("takes ~ as the home, and a folder that is listed twice once", () => {
    const env = { CODEX_HOME: "~/work/.codex,/home/ann/work/.codex,~" };
    const roots = codexRoots({ home: "/home/ann", platform: "linux", env });
    assert.deepEqual(
      roots.map((root) => root.path),
      [
        "/home/ann/work/.codex/sessions",
        "/home/ann/sessions",
        "/home/ann/work/.codex/archived_sessions",
        "/home/ann/archived_sessions",
      ],
    );
  });

  it("takes an empty CODEX_HOME as not set", () => {
    const [first] = codexRoots({ home: "/home/ann", platform: "darwin", env: { CODEX_HOME: " " } });
    assert.equal(first?.path, "/home/ann/.codex/sessions");
  });

  it("joins paths as Windows does on Windows", () => {
    const [first] = codexRoots({ home: "C:\\Users\\ann", platform: "win32", env: {} });
    assert.equal(first?.path, "C:\\Users\\ann\\.codex\\sessions");
  });

  it("takes any JSON lines file as a log, plain or compressed, whatever its name and depth", () => {
    assert.equal(isCodexLog("2026/09/01/rollout-x.jsonl"), true);
    assert.equal(isCodexLog("router.jsonl.zst"), true);
    assert.equal(isCodexLog("2026/09/01/rollout-x.json"), false);
    assert.equal(isCodexLog("2026/09/01/rollout-x.jsonl.tmp"), false);
    assert.equal(isCodexLog("notes.zst"), false);
  });

  it("names a file by the UUID in its name, without the suffix of a continuation", () => {
    const threadId = "019a0000-0000-7000-8000-000000000001";
    const folder = "2026/09/01";
    for (const name of [
      `rollout-2026-09-01T10-00-00-${threadId}.jsonl`,
      `${threadId}_0002.jsonl`,
      `${threadId}.jsonl.zst`,
    ]) {
      assert.deepEqual(identityByName(`${folder}/${name}`), { threadId, isCertain: true });
    }
  });

  it("names a file without a UUID by its stem, and is not certain of it", () => {
    assert.deepEqual(identityByName("alpha/session-alpha.jsonl.zst"), { threadId: "session-alpha", isCertain: false });
  });
});
