import assert from "node:assert/strict";
import { at, line, meta, PARENT, parseRollout, THREAD, turnsOf } from "./rollout.ts";

const TURN = "019a0000-0000-7000-8000-00000000007a";

function message(seconds: number, text: string, payload: object = {}): string {
  return line(seconds, "event_msg", { type: "user_message", message: text, ...payload });
}

function started(turnId: string): string {
  return line(0, "event_msg", { type: "task_started", turn_id: turnId });
}

describe("a typed message", () => {
  it("is a turn of the session at its time, and its text is not in it", () => {
    const [turn, ...rest] = turnsOf(meta() + message(5, "fix the rounding"));
    assert.deepEqual([turn?.sessionId, turn?.atMs, rest.length], [THREAD, Date.parse(at(5)), 0]);
    assert.doesNotMatch(JSON.stringify(turn), /rounding/);
  });

  it("has the same id in a copy stamped anew, where its turn has a UUID", () => {
    const original = meta({ id: PARENT }) + started(TURN) + message(1, "go on");
    const copy = meta({ forked_from_id: PARENT }, 100) + started(TURN) + message(101, "go on");
    assert.equal(turnsOf(copy)[0]?.id, turnsOf(original)[0]?.id);
  });

  it("has an id of its own beside another message of the same turn, and in another turn", () => {
    const next = TURN.replace("7a", "7b");
    const text = started(TURN) + message(1, "go on") + message(2, "no, stop") + started(next) + message(3, "go on");
    assert.equal(new Set(turnsOf(meta() + text).map((turn) => turn.id)).size, 3);
  });

  it("takes its turn from the turn context as well", () => {
    const context = line(0, "turn_context", { turn_id: TURN });
    assert.match(turnsOf(meta() + context + message(1, "go on"))[0]?.id ?? "", new RegExp(`^${TURN}:`));
  });

  it("is known by session and time where turns are only numbered", () => {
    const numbered = meta() + started("1") + message(1, "go on");
    const other = meta({ id: PARENT }) + started("1") + message(1, "go on");
    const ids = [...turnsOf(numbered + message(2, "go on")), ...turnsOf(other)].map((turn) => turn.id);
    assert.equal(new Set(ids).size, 3);
  });

  it("is the same turn as an event and as a completed item", () => {
    const item = { type: "UserMessage", id: "item_1", content: [{ type: "image" }, { type: "text", text: "go on" }] };
    const completed = line(2, "event_msg", { type: "item_completed", thread_id: THREAD, turn_id: TURN, item });
    const turns = turnsOf(meta() + started(TURN) + message(1, "go on") + completed);
    assert.deepEqual([turns.length, turns[0]?.id], [2, turns[1]?.id]);
  });

  it("is no completed item of another type", () => {
    const item = { type: "AgentMessage", id: "item_1", content: [{ type: "text", text: "done" }] };
    assert.deepEqual(turnsOf(meta() + line(2, "event_msg", { type: "item_completed", turn_id: TURN, item })), []);
  });

  it("is not what the tool itself puts in its place", () => {
    const made =
      message(1, "<environment_context>\n…") +
      message(2, "# AGENTS.md instructions for /home/ann") +
      message(3, "…", { kind: "user_instructions" }) +
      message(4, "…", { kind: "environment_context" });
    assert.deepEqual(turnsOf(meta() + made), []);
    assert.equal(turnsOf(meta() + message(5, "…", { kind: "plain" })).length, 1);
  });

  it("is not the prompt a sub-agent is spawned with", () => {
    assert.deepEqual(turnsOf(meta({ thread_source: "subagent" }) + message(1, "explore the parser")), []);
  });

  it("is not one copied from a parent", () => {
    const copies = message(-5, "old") + line(1, "event_msg", { type: "user_message", message: "old" }, { ordinal: 1 });
    const own = line(2, "event_msg", { type: "user_message", message: "new" }, { ordinal: 2 });
    const child = meta({ forked_from_id: PARENT, history_base: { end_ordinal_exclusive: 2 } });
    assert.equal(turnsOf(child + copies + own).length, 1);
  });

  it("without text or time is skipped and said so", () => {
    const untimed = message(1, "go on").replace(at(1), "");
    const { skipped } = parseRollout(line(1, "event_msg", { type: "user_message" }) + untimed);
    assert.deepEqual(skipped, { "wrong-type": 1, "no-time": 1 });
  });
});
