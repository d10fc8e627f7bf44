import assert from "node:assert/strict";
import { at, callsOf, count, line, meta, PARENT, sessionsOf, THREAD, turn, usage, type Use } from "./rollout.ts";

const FIRST: Use = [1000, 600, 50, 20];
const BOTH: Use = [2500, 1800, 120, 20];

function settings(thread: object): string {
  return line(0, "event_msg", { type: "thread_settings_applied", thread_settings: thread });
}

describe("the settings of a Codex thread", () => {
  it("give a call its session, start, folder and branch", () => {
    const [call] = callsOf(meta({ cwd: "/home/ann/shop", git: { branch: "main" } }) + count(1, FIRST, FIRST));
    assert.equal(call?.sessionId, THREAD);
    assert.equal(call.ownerMs, Date.parse(at(0)));
    assert.deepEqual([call.cwd, call.branch, call.agentId, call.copyRank], ["/home/ann/shop", "main", undefined, 0]);
  });

  it("move a call to the folder of its turn", () => {
    const [call] = callsOf(meta({ cwd: "/home/ann" }) + turn({ cwd: "/home/ann/shop" }) + count(1, FIRST, FIRST));
    assert.equal(call?.cwd, "/home/ann/shop");
  });

  it("tell the session, its parent and the version", () => {
    const spawn = { subagent: { thread_spawn: { parent_thread_id: "spawner" } } };
    for (const [told, parentId] of [
      [{}, undefined],
      [{ forked_from_id: PARENT }, PARENT],
      [{ source: spawn, forked_from_id: PARENT }, "spawner"],
      [{ parent_thread_id: "named", source: spawn }, "named"],
    ] as const) {
      assert.deepEqual(sessionsOf(meta({ ...told, cli_version: "0.150.0" }) + meta({ id: PARENT })), [
        { kind: "session", sessionId: THREAD, parentId, toolVersion: "0.150.0" },
      ]);
    }
  });

  it("take the session id where the header has no id, and the file's name where it has neither", () => {
    const named = line(0, "session_meta", { session_id: "s-1" });
    assert.equal(callsOf(named + count(1, FIRST, FIRST))[0]?.sessionId, "s-1");
    assert.equal(callsOf(line(0, "session_meta", {}) + count(1, FIRST, FIRST), "x.jsonl")[0]?.sessionId, "x");
    const byName = callsOf(count(1, FIRST, FIRST), `rollout-2026-09-01T10-00-00-${THREAD}.jsonl`);
    assert.equal(byName[0]?.sessionId, THREAD);
  });

  it("have a start of 0 where no header tells it", () => {
    assert.equal(callsOf(count(1, FIRST, FIRST))[0]?.ownerMs, 0);
  });

  it("take the model from the latest turn, then the count itself, then the thread, else leave it unknown", () => {
    const info = { model: "by-count", last_token_usage: usage(FIRST), total_token_usage: usage(FIRST) };
    const counted = line(1, "event_msg", { type: "token_count", info });
    const model = (text: string): string | undefined => callsOf(text)[0]?.model;
    assert.equal(model(settings({ model: "by-thread" }) + turn({ model: "by-turn" }) + counted), "by-turn");
    assert.equal(model(settings({ model: "by-thread" }) + turn({ model: null }) + counted), "by-count");
    assert.equal(model(settings({ model: "by-thread" }) + count(1, FIRST, FIRST)), "by-thread");
    assert.equal(model(count(1, FIRST, FIRST)), "");
  });

  it("follow a change of the model within a thread", () => {
    const text = turn({ model: "a" }) + count(1, FIRST, FIRST) + turn({ model: "b" }, 1) + count(2, FIRST, BOTH);
    assert.deepEqual(
      callsOf(text).map((call) => call.model),
      ["a", "b"],
    );
  });

  it("take the tier from the turn, else from the thread", () => {
    const tier = (text: string): string | undefined => callsOf(text + count(1, FIRST, FIRST))[0]?.serviceTier;
    assert.equal(tier(""), "standard");
    assert.equal(tier(turn({ service_tier: "priority" })), "priority");
    assert.equal(tier(turn({ service_tier: "fast" })), "fast");
    assert.equal(tier(turn({ service_tier: "flex" })), "flex");
    assert.equal(tier(turn({ service_tier: "unheard-of" })), "standard");
    assert.equal(tier(settings({ service_tier: "fast" }) + turn()), "fast");
    assert.equal(tier(settings({ service_tier: "fast" }) + settings({ service_tier: null }) + turn()), "standard");
    assert.equal(tier(turn({ service_tier: "fast" }) + turn()), "standard");
  });
});
