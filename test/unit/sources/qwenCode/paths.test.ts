import assert from "node:assert/strict";
import { qwenCode } from "../../../../src/sources/qwenCode/source.ts";
import { entersQwenFolder, qwenRoots, subagentOf } from "../../../../src/sources/qwenCode/paths.ts";

describe("the folders of Qwen Code", () => {
  it("lie below the home on every platform", () => {
    assert.deepEqual(
      qwenRoots({ home: "/home/ann", platform: "linux", env: {} }).map((root) => root.path),
      ["/home/ann/.qwen/usage", "/home/ann/.qwen/projects", "/home/ann/.qwen/tmp"],
    );
    assert.equal(
      qwenRoots({ home: "C:\\Users\\ann", platform: "win32", env: {} })[0]?.path,
      "C:\\Users\\ann\\.qwen\\usage",
    );
  });

  it("are those the variables name, and the former ones beside a runtime folder", () => {
    const env = { QWEN_RUNTIME_DIR: "~/run", QWEN_HOME: "/data/qwen" };
    assert.deepEqual(
      qwenRoots({ home: "/home/ann", platform: "linux", env }).map(({ path, origin }) => `${origin} ${path}`),
      [
        "QWEN_RUNTIME_DIR /home/ann/run/usage",
        "QWEN_RUNTIME_DIR /home/ann/run/projects",
        "QWEN_RUNTIME_DIR /home/ann/run/tmp",
        "QWEN_HOME /data/qwen/usage",
        "QWEN_HOME /data/qwen/projects",
        "QWEN_HOME /data/qwen/tmp",
      ],
    );
    assert.equal(
      qwenRoots({ home: "/home/ann", platform: "linux", env: { QWEN_RUNTIME_DIR: "/home/ann/.qwen" } }).length,
      3,
    );
  });

  it("hold files of three kinds", () => {
    const kindOf = (path: string): string | undefined => qwenCode.formats.find((format) => format.isLog(path))?.id;
    assert.equal(kindOf("token-usage-2026-08.jsonl"), "usage-ledger");
    assert.equal(kindOf("-home-ann-shop/chats/s1.jsonl"), "transcript");
    assert.equal(kindOf("-home-ann-shop/subagents/s1/agent-a1.jsonl"), "transcript");
    assert.equal(kindOf("-home-ann-shop/subagents/s1/agent-a1.meta.json"), undefined);
    assert.equal(kindOf("3f9a/chats/session-2026-01-10T02-08-s1.json"), "chat-document");
    assert.equal(kindOf("3f9a/logs.json"), undefined);
    assert.ok(entersQwenFolder("-home-ann-shop/subagents/s1") && entersQwenFolder("3f9a/chats"));
    assert.ok(!entersQwenFolder("3f9a/checkpoints"));
    assert.equal(subagentOf("-home-ann-shop/subagents/s1/agent-a1.jsonl"), "a1");
    assert.equal(subagentOf("-home-ann-shop/chats/agent-a1.jsonl"), undefined);
  });
});
