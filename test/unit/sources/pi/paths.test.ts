import assert from "node:assert/strict";
import { isPiLog, piRoots } from "../../../../src/sources/pi/paths.ts";

const pathsOf = (env: Record<string, string>, platform: NodeJS.Platform = "linux", home = "/home/ann") =>
  piRoots({ home, platform, env }).map((root) => root.path);

describe("Roots of Pi", () => {
  it("are Pi's folder and those of its descendants", () => {
    assert.deepEqual(pathsOf({}), [
      "/home/ann/.pi/agent/sessions",
      "/home/ann/.omp/agent/sessions",
      "/home/ann/.gjc/agent/sessions",
      "/home/ann/.senpi/agent/sessions",
      "/home/ann/.prime/agent/sessions",
      "/home/ann/.prime/agent/session-artifacts",
      "/home/ann/.config/kimchi/harness/sessions",
    ]);
  });

  it("lie in the same places on Windows", () => {
    const paths = pathsOf({}, "win32", "C:\\Users\\ann");
    assert.equal(paths[0], "C:\\Users\\ann\\.pi\\agent\\sessions");
    assert.equal(paths.at(-1), "C:\\Users\\ann\\.config\\kimchi\\harness\\sessions");
  });

  it("follow Pi's variables, which replace its default", () => {
    const [first, second, third] = piRoots({
      home: "/home/ann",
      platform: "linux",
      env: { PI_CODING_AGENT_SESSION_DIR: "~/logs", PI_CODING_AGENT_DIR: "/data/pi", PI_AGENT_DIR: "/data/pi" },
    });
    assert.deepEqual(first, { path: "/home/ann/logs", origin: "PI_CODING_AGENT_SESSION_DIR" });
    assert.deepEqual(second, { path: "/data/pi/sessions", origin: "PI_CODING_AGENT_DIR" });
    assert.equal(third?.path, "/home/ann/.omp/agent/sessions");
  });

  it("hold sessions at any depth", () => {
    assert.equal(isPiLog("--home-ann-shop--/2026-06-10T12-00-00-000Z_s1.jsonl"), true);
    assert.equal(isPiLog("--home-ann-shop--/2026-06-10T12-00-00-000Z_s1/0-Explore.jsonl"), true);
    assert.equal(isPiLog("settings.json"), false);
  });
});
