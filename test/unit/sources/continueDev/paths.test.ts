import assert from "node:assert/strict";
import { continueRoots, isSession, isTokensLog, isTokensStore } from "../../../../src/sources/continueDev/paths.ts";

const pathsOf = (env: Record<string, string>, platform: NodeJS.Platform = "linux", home = "/home/ann") =>
  continueRoots({ home, platform, env }).map((root) => root.path);

describe("Roots of Continue", () => {
  it("are two folders of its own", () => {
    assert.deepEqual(pathsOf({}), ["/home/ann/.continue/dev_data", "/home/ann/.continue/sessions"]);
    assert.equal(pathsOf({}, "win32", "C:\\Users\\ann")[0], "C:\\Users\\ann\\.continue\\dev_data");
  });

  it("follow its variable, which replaces the default", () => {
    assert.deepEqual(pathsOf({ CONTINUE_GLOBAL_DIR: "/data/continue" }), [
      "/data/continue/dev_data",
      "/data/continue/sessions",
    ]);
    assert.equal(pathsOf({ CONTINUE_GLOBAL_DIR: ".cfg" })[0], "/home/ann/.cfg/dev_data");
    assert.equal(pathsOf({ CONTINUE_GLOBAL_DIR: " " })[0], "/home/ann/.continue/dev_data");
  });

  it("hold calls in a log of any schema, calls in a database, and sessions", () => {
    for (const path of ["0.2.0/tokensGenerated.jsonl", "0.1.0/tokensGenerated.jsonl", "tokens_generated.jsonl"]) {
      assert.equal(isTokensLog(path), true, path);
    }
    for (const path of ["0.2.0/chatInteraction.jsonl", "0.2.0/autocomplete.jsonl"]) {
      assert.equal(isTokensLog(path), false, path);
    }
    assert.equal(isTokensStore("devdata.sqlite"), true);
    assert.equal(isTokensStore("devdata.sqlite-wal"), false);
    assert.equal(isSession("8f1c.json"), true);
    assert.equal(isSession("sessions/8f1c.json"), true);
    assert.equal(isSession("sessions.json"), false);
    assert.equal(isSession("index/docs/8f1c.json"), false);
  });
});
