import assert from "node:assert/strict";
import { claudeRoots, isClaudeLog, isCopyByName, sessionByName } from "../../../../src/sources/claudeCode/paths.ts";
import type { Surroundings } from "../../../../src/sources/source.ts";

function paths(surroundings: Partial<Surroundings>): readonly string[] {
  return claudeRoots({ home: "/home/ann", platform: "linux", env: {}, ...surroundings }).map((root) => root.path);
}

describe("places of Claude Code's logs", () => {
  it("are both the old and the XDG folder by default", () => {
    assert.deepEqual(paths({}).slice(0, 2), ["/home/ann/.claude/projects", "/home/ann/.config/claude/projects"]);
    assert.equal(paths({ env: { XDG_CONFIG_HOME: "/cfg" } })[1], "/cfg/claude/projects");
    assert.equal(paths({ env: { XDG_CONFIG_HOME: "" } })[1], "/home/ann/.config/claude/projects");
  });

  it("are replaced by CLAUDE_CONFIG_DIR, which may list several", () => {
    const found = paths({ env: { CLAUDE_CONFIG_DIR: "/a, ~/b,," } });
    assert.deepEqual(found.slice(0, 2), ["/a/projects", "/home/ann/b/projects"]);
    assert.ok(!found.includes("/home/ann/.claude/projects"));
    assert.equal(
      claudeRoots({ home: "/h", platform: "linux", env: { CLAUDE_CONFIG_DIR: "/a" } })[0]?.origin,
      "CLAUDE_CONFIG_DIR",
    );
  });

  it("fall back to the default where CLAUDE_CONFIG_DIR is empty", () => {
    assert.equal(paths({ env: { CLAUDE_CONFIG_DIR: " " } })[0], "/home/ann/.claude/projects");
  });

  it("include the desktop app's on every platform", () => {
    assert.ok(paths({}).includes("/home/ann/.config/Claude/local-agent-mode-sessions"));
    assert.ok(
      paths({ platform: "darwin", home: "/Users/ann" }).includes(
        "/Users/ann/Library/Application Support/Claude/claude-code-sessions",
      ),
    );
    const windows = paths({
      platform: "win32",
      home: "C:\\Users\\ann",
      env: { APPDATA: "D:\\Roaming", LOCALAPPDATA: "D:\\Local" },
    });
    assert.equal(windows[0], "C:\\Users\\ann\\.claude\\projects");
    assert.ok(windows.includes("D:\\Roaming\\Claude\\local-agent-mode-sessions"));
    assert.ok(
      windows.includes(
        "D:\\Local\\Packages\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming\\Claude\\local-agent-mode-sessions",
      ),
    );
  });

  it("include those of other programs that write the same format", () => {
    assert.ok(paths({}).includes("/home/ann/.openclaude/projects"));
    assert.ok(paths({}).includes("/home/ann/.config/CherryStudio/.claude/projects"));
  });

  it("are each named once", () => {
    const found = paths({ env: { CLAUDE_CONFIG_DIR: "/home/ann/.claude,/home/ann/.claude" } });
    assert.equal(new Set(found).size, found.length);
  });

  it("hold logs at any depth, plain and compressed, and nothing else", () => {
    assert.ok(isClaudeLog("-home-ann/5b7e.jsonl"));
    assert.ok(isClaudeLog("-home-ann/5b7e/subagents/workflows/w/agent-a1.jsonl.zst"));
    assert.ok(isClaudeLog("a/b/local_c/.claude/projects/-x/5b7e.jsonl"));
    assert.ok(!isClaudeLog("-home-ann/5b7e/subagents/agent-a1.meta.json"));
    assert.ok(!isClaudeLog("-home-ann/notes.jsonl.bak"));
  });

  it("do not count the desktop app's audit stream, which repeats a session beside its log", () => {
    assert.ok(!isClaudeLog("org/account/local_c/audit.jsonl"));
    assert.ok(isClaudeLog("org/account/local_c/.claude/projects/-x/audit.jsonl"));
  });

  it("name the session of a file, which for a sub-agent is its parent's", () => {
    assert.equal(sessionByName("-home-ann/5b7e.jsonl"), "5b7e");
    assert.equal(sessionByName("-home-ann/5b7e.jsonl.zst"), "5b7e");
    assert.equal(sessionByName("-home-ann/5b7e/subagents/workflows/w/agent-a1.jsonl"), "5b7e");
  });

  it("tell files that only repeat history", () => {
    assert.ok(isCopyByName("-x/5b7e/subagents/agent-acompact-12.jsonl"));
    assert.ok(isCopyByName("-x/5b7e/subagents/agent-aside_question-12.jsonl"));
    assert.ok(!isCopyByName("-x/5b7e/subagents/agent-a12.jsonl"));
  });
});
