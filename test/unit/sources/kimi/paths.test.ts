import assert from "node:assert/strict";
import { entersSessionFolder, kimiRoots, placeOf } from "../../../../src/sources/kimi/paths.ts";
import { kimi } from "../../../../src/sources/kimi/source.ts";

describe("the folders of Kimi", () => {
  it("are those of both programs and of the desktop app", () => {
    assert.deepEqual(
      kimiRoots({ home: "/Users/ann", platform: "darwin", env: {} }).map((root) => root.path),
      [
        "/Users/ann/.kimi-code/sessions",
        "/Users/ann/Library/Application Support/kimi-desktop/daimon-share/daimon/runtime/kimi-code/home/sessions",
        "/Users/ann/.kimi/sessions",
      ],
    );
    assert.deepEqual(
      kimiRoots({ home: "C:\\Users\\ann", platform: "win32", env: {} }).map((root) => root.path),
      [
        "C:\\Users\\ann\\.kimi-code\\sessions",
        "C:\\Users\\ann\\AppData\\Roaming\\kimi-desktop\\daimon-share\\daimon\\runtime\\kimi-code\\home\\sessions",
        "C:\\Users\\ann\\.kimi\\sessions",
      ],
    );
  });

  it("move with their variables", () => {
    const env = { KIMI_CODE_HOME: "/data/code", KIMI_SHARE_DIR: "/data/cli" };
    const roots = kimiRoots({ home: "/home/ann", platform: "linux", env });
    assert.deepEqual(
      roots.map(({ path, origin }) => `${origin}: ${path}`).filter((text) => text.startsWith("KIMI")),
      ["KIMI_CODE_HOME: /data/code/sessions", "KIMI_SHARE_DIR: /data/cli/sessions"],
    );
  });

  it("hold logs of agents, told apart by where they lie", () => {
    const kindOf = (path: string): string | undefined => kimi.formats.find((format) => format.isLog(path))?.id;
    assert.equal(kindOf("wd_shop_01/session_1/agents/main/wire.jsonl"), "kimi-code");
    assert.equal(kindOf("wd_shop_01/session_1/agents/agent-0/wire.jsonl"), "kimi-code");
    assert.equal(kindOf("0123abcd/s1/wire.jsonl"), "kimi-cli");
    assert.equal(kindOf("0123abcd/s1/subagents/a1/wire.jsonl"), "kimi-cli");
    assert.equal(kindOf("0123abcd/s1/context.jsonl"), undefined);
    assert.ok(entersSessionFolder("wd/s/agents/main") && entersSessionFolder("wd/s/subagents/a1"));
    assert.ok(!entersSessionFolder("wd/s/tasks") && !entersSessionFolder("wd/s/agents/main/plans"));
    assert.deepEqual(placeOf("wd/s/agents/main/wire.jsonl"), { projectKey: "wd", sessionId: "s", agentId: undefined });
  });
});
