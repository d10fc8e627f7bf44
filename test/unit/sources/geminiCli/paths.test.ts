import assert from "node:assert/strict";
import { entersChatFolder, geminiRoots, isChatDocument, isChatLog } from "../../../../src/sources/geminiCli/paths.ts";

describe("the folders of Gemini CLI", () => {
  it("lie below the home on every platform", () => {
    assert.deepEqual(geminiRoots({ home: "/home/ann", platform: "linux", env: {} }), [
      { path: "/home/ann/.gemini/tmp", origin: "default" },
    ]);
    assert.deepEqual(geminiRoots({ home: "C:\\Users\\ann", platform: "win32", env: {} }), [
      { path: "C:\\Users\\ann\\.gemini\\tmp", origin: "default" },
    ]);
    assert.deepEqual(geminiRoots({ home: "/Users/ann", platform: "darwin", env: {} }), [
      { path: "/Users/ann/.gemini/tmp", origin: "default" },
      { path: "/Users/ann/.cache/.gemini/tmp", origin: "sandbox" },
    ]);
  });

  it("move with GEMINI_CLI_HOME, which stands in for the home", () => {
    assert.deepEqual(geminiRoots({ home: "/home/ann", platform: "linux", env: { GEMINI_CLI_HOME: "/data" } }), [
      { path: "/data/.gemini/tmp", origin: "GEMINI_CLI_HOME" },
    ]);
  });

  it("hold chats two or three levels down and much else that is not entered", () => {
    assert.ok(isChatLog("shop/chats/session-2026-05-03T15-01-abcd1234.jsonl"));
    assert.ok(isChatLog("shop/chats/parent/child.jsonl"));
    assert.ok(isChatDocument("shop/chats/session-2026-01-10T02-08-abcd1234.json"));
    assert.ok(!isChatLog("shop/logs.jsonl") && !isChatDocument("shop/logs.json"));
    assert.ok(!isChatDocument("shop/checkpoints/chats.json"));
    assert.ok(entersChatFolder("shop") && entersChatFolder("shop/chats") && entersChatFolder("shop/chats/parent"));
    assert.ok(!entersChatFolder("shop/tool-outputs") && !entersChatFolder("shop/checkpoints/chats"));
  });
});
