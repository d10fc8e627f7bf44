import assert from "node:assert/strict";
import {
  entersOpenClawFolder,
  isOpenClawStore,
  isOpenClawTranscript,
  openClawRoots,
} from "../../../../src/sources/openClaw/paths.ts";

const pathsOf = (env: Record<string, string>, platform: NodeJS.Platform = "linux", home = "/home/ann") =>
  openClawRoots({ home, platform, env }).map((root) => root.path);

describe("Roots of OpenClaw", () => {
  it("are the folders of all its names", () => {
    assert.deepEqual(pathsOf({}), [
      "/home/ann/.openclaw/agents",
      "/home/ann/.clawdbot/agents",
      "/home/ann/.moltbot/agents",
      "/home/ann/.moldbot/agents",
      "/home/ann/.openclaw-dev/agents",
    ]);
    assert.equal(pathsOf({}, "win32", "C:\\Users\\ann")[0], "C:\\Users\\ann\\.openclaw\\agents");
  });

  it("follow its variables, beside the usual folders", () => {
    const paths = pathsOf({
      OPENCLAW_STATE_DIR: "~/claw",
      OPENCLAW_HOME: "/srv/claw",
      OPENCLAW_DIR: "/home/ann/.openclaw",
    });
    assert.deepEqual(paths.slice(0, 3), [
      "/home/ann/claw/agents",
      "/home/ann/.openclaw/agents",
      "/srv/claw/.openclaw/agents",
    ]);
    assert.equal(paths.length, 7);
    assert.equal(pathsOf({ OPENCLAW_PROFILE: "shop" })[4], "/home/ann/.openclaw-shop/agents");
    assert.equal(pathsOf({ OPENCLAW_PROFILE: "../shop" })[4], "/home/ann/.openclaw-dev/agents");
  });

  it("hold transcripts, set aside or not, and a database, and nothing else of use", () => {
    for (const name of [
      "s1.jsonl",
      "s1-topic-7.jsonl",
      "s1.jsonl.reset.2026-06-11T08-00-00.000Z",
      "s1.jsonl.deleted.2026-06-11T08-00-00.000Z.zst",
      "s1.jsonl.bak-1",
    ]) {
      assert.equal(isOpenClawTranscript(`main/sessions/${name}`), true, name);
    }
    assert.equal(isOpenClawTranscript(`main/sessions/cold/${"0a".repeat(32)}.jsonl.zst`), true);
    for (const name of ["sessions.json", "s1.trajectory.jsonl", "s1.jsonl.lock"]) {
      assert.equal(isOpenClawTranscript(`main/sessions/${name}`), false, name);
    }
    assert.equal(isOpenClawStore("main/agent/openclaw-agent.sqlite"), true);
    assert.equal(isOpenClawStore("main/agent/openclaw-agent.sqlite-wal"), false);
  });

  it("are entered where transcripts are", () => {
    for (const folder of [
      "main",
      "main/sessions",
      "main/sessions/archive",
      "main/sessions/cold",
      "main/agent",
      "agents",
      "agents/main/sessions",
    ]) {
      assert.equal(entersOpenClawFolder(folder), true, folder);
    }
    for (const folder of ["main/workspace", "main/agent/codex-home", "main/qmd"]) {
      assert.equal(entersOpenClawFolder(folder), false, folder);
    }
  });
});
