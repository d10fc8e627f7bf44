import assert from "node:assert/strict";
import {
  copilotCliRoots,
  isEventLog,
  isSessionStore,
  sessionByPlace,
} from "../../../../src/sources/copilotCli/paths.ts";

describe("Copilot CLI's paths", () => {
  it("are below ~/.copilot on every platform, the database first", () => {
    assert.deepEqual(copilotCliRoots({ home: "/home/ann", platform: "linux", env: {} }), [
      { path: "/home/ann/.copilot/session-store.db", origin: "default" },
      { path: "/home/ann/.copilot/session-state", origin: "default" },
    ]);
    const [store] = copilotCliRoots({ home: "C:\\Users\\ann", platform: "win32", env: {} });
    assert.equal(store?.path, "C:\\Users\\ann\\.copilot\\session-store.db");
  });

  it("are where COPILOT_HOME says instead", () => {
    const paths = (value: string) =>
      copilotCliRoots({ home: "/home/ann", platform: "darwin", env: { COPILOT_HOME: value } }).map(({ path }) => path);
    assert.deepEqual(paths("/data/copilot"), ["/data/copilot/session-store.db", "/data/copilot/session-state"]);
    assert.deepEqual(paths("~/c"), ["/home/ann/c/session-store.db", "/home/ann/c/session-state"]);
    assert.deepEqual(paths(" "), ["/home/ann/.copilot/session-store.db", "/home/ann/.copilot/session-state"]);
  });

  it("hold logs of events in a folder for each session, or in older versions side by side", () => {
    assert.equal(isEventLog("77aa/events.jsonl"), true);
    assert.equal(isEventLog("77aa.jsonl"), true);
    assert.equal(isEventLog("77aa/files/data.jsonl"), false);
    assert.equal(isEventLog("77aa/workspace.yaml"), false);
    assert.equal(isEventLog("session-store.db"), false);
    assert.equal(isSessionStore("session-store.db"), true);
    assert.equal(isSessionStore("session-store.db-wal"), false);
    assert.equal(sessionByPlace("77aa/events.jsonl"), "77aa");
    assert.equal(sessionByPlace("77aa.jsonl"), "77aa");
  });
});
