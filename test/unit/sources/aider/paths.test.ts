import assert from "node:assert/strict";
import { aiderRoots, entersAiderFolder, isAnalyticsLog, isChatHistory } from "../../../../src/sources/aider/paths.ts";

interface Place {
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: string;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
}

function rootsOf({ env = {}, settings, platform = "linux", home = "/home/ann" }: Place = {}) {
  const readText = (path: string) => (/[\\/]\.aider\.conf\.yml$/.test(path) ? settings : undefined);
  return aiderRoots({ home, platform, env, readText }).map((root) => `${root.path} (${root.origin})`);
}

const DEFAULT = "/home/ann/.aider.chat.history.md (default)";

describe("Roots of Aider", () => {
  it("are the history in the home where nothing else is named", () => {
    assert.deepEqual(rootsOf(), [DEFAULT]);
    assert.deepEqual(rootsOf({ platform: "win32", home: "C:\\Users\\ann" }), [
      "C:\\Users\\ann\\.aider.chat.history.md (default)",
    ]);
  });

  it("are what its settings name, in every way YAML writes a text", () => {
    for (const value of [
      "/logs/aider.jsonl",
      '"/logs/aider.jsonl"',
      "'/logs/aider.jsonl'  # mine",
      "/logs/aider.jsonl # x",
    ]) {
      assert.deepEqual(rootsOf({ settings: `model: sonnet\nanalytics-log: ${value}\r\ndark-mode: true\n` }), [
        "/logs/aider.jsonl (.aider.conf.yml)",
        DEFAULT,
      ]);
    }
    assert.deepEqual(rootsOf({ settings: "analytics-log: ~/a.jsonl\nchat-history-file: chats.md\n" }), [
      "/home/ann/a.jsonl (.aider.conf.yml)",
      "/home/ann/chats.md (.aider.conf.yml)",
      DEFAULT,
    ]);
    assert.deepEqual(rootsOf({ settings: "# analytics-log: /a\nanalytics-log:\nx-analytics-log: /b\n" }), [DEFAULT]);
  });

  it("are what its variables name", () => {
    const env = { AIDER_ANALYTICS_LOG: "/logs/a.jsonl", AIDER_CHAT_HISTORY_FILE: "/logs/chats.md" };
    assert.deepEqual(rootsOf({ env, settings: "analytics-log: /logs/a.jsonl" }), [
      "/logs/a.jsonl (AIDER_ANALYTICS_LOG)",
      "/logs/chats.md (AIDER_CHAT_HISTORY_FILE)",
      DEFAULT,
    ]);
  });

  it("hold histories at any depth, and logs where they tell by their names that they are", () => {
    for (const path of [".aider.chat.history.md", "shop/till/.aider.chat.history.md", "chats.md"]) {
      assert.equal(isChatHistory(path), true, path);
    }
    assert.equal(isChatHistory("shop/README.md"), false);
    for (const path of ["a.jsonl", "aider.log", "analytics", ".aider-log", "shop/aider-analytics.jsonl"]) {
      assert.equal(isAnalyticsLog(path), true, path);
    }
    for (const path of ["shop/data.jsonl", "shop.zip", "shop/aider.ts"])
      assert.equal(isAnalyticsLog(path), false, path);
  });

  it("are not searched in other people's code", () => {
    assert.equal(entersAiderFolder("shop/till"), true);
    assert.equal(entersAiderFolder("shop/node_modules"), false);
    assert.equal(entersAiderFolder("shop/.git"), false);
  });
});
