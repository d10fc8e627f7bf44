import assert from "node:assert/strict";
import { antigravityRoots, isConversation } from "../../../../src/sources/antigravity/paths.ts";

describe("the folders of Antigravity", () => {
  it("lie beside Gemini CLI's on every platform", () => {
    assert.deepEqual(
      antigravityRoots({ home: "/home/ann", platform: "linux", env: {} }).map((root) => root.path),
      [
        "/home/ann/.gemini/antigravity-cli/conversations",
        "/home/ann/.gemini/antigravity-acp/conversations",
        "/home/ann/.gemini/antigravity-ide/conversations",
        "/home/ann/.gemini/antigravity/conversations",
      ],
    );
    assert.deepEqual(
      antigravityRoots({ home: "C:\\Users\\ann", platform: "win32", env: { GEMINI_CLI_HOME: "D:\\ai" } })[0],
      { path: "D:\\ai\\.gemini\\antigravity-cli\\conversations", origin: "GEMINI_CLI_HOME" },
    );
  });

  it("hold databases, and encrypted files of older versions", () => {
    assert.ok(isConversation("0b7c2f0e-6f0a-4a57-9c1e-2f7d0a1b2c3d.db"));
    assert.ok(!isConversation("0b7c2f0e-6f0a-4a57-9c1e-2f7d0a1b2c3d.pb") && !isConversation("c1.db-wal"));
  });
});
