import assert from "node:assert/strict";
import {
  at,
  callsOf,
  count,
  countFiles,
  keepCalls,
  line,
  meta,
  PARENT,
  parseRollout,
  THREAD,
  turn,
  usage,
  usageRecord,
  type Use,
} from "./rollout.ts";

const FIRST: Use = [1000, 600, 50, 20];
const SECOND: Use = [1500, 1200, 70, 0];
const BOTH: Use = [2500, 1800, 120, 20];
const OWN: Use = [2000, 1900, 30, 10];
const ALL: Use = [4500, 3700, 150, 30];

const history = (start: number): string => count(start, FIRST, FIRST) + count(start + 1, SECOND, BOTH);
const parent = meta({ id: PARENT }) + turn() + history(1);
const SIBLING = "019a0000-0000-7000-8000-000000000002";

describe("a forked thread", () => {
  it("whose copy of the history is stamped anew adds only its own calls", () => {
    const child = meta({ forked_from_id: PARENT }, 100) + turn({}, 100) + history(101) + count(103, OWN, ALL);
    assert.deepEqual(countFiles(parent, child), [3, 800, 3700, 150]);
    assert.deepEqual(countFiles(child, parent), [3, 800, 3700, 150]);
  });

  it("leaves the history with its parent: session, time and all", () => {
    const child = meta({ forked_from_id: PARENT }, 100) + history(101) + count(103, OWN, ALL);
    const files = [child, parent].map((text, index) => parseRollout(text, `${index}.jsonl`).records);
    for (const order of [files, files.toReversed()]) {
      const calls = keepCalls(order.flat());
      const owners = calls.map((call) => [call.sessionId, call.atMs, call.copyRank, call.tokens.output]);
      assert.deepEqual(
        owners.toSorted(([, a], [, b]) => Number(a) - Number(b)),
        [
          [PARENT, Date.parse(at(1)), 0, 50],
          [PARENT, Date.parse(at(2)), 0, 70],
          [THREAD, Date.parse(at(103)), 2, 30],
        ],
      );
    }
  });

  it("counts the history once among siblings where the parent is gone", () => {
    const siblings = [THREAD, SIBLING].map((id) => meta({ id, forked_from_id: PARENT }, 100) + history(101));
    const [one = "", other = ""] = siblings;
    assert.deepEqual(countFiles(one + count(103, OWN, ALL), other), [3, 800, 3700, 150]);
  });

  it("shares a first call with an ancestor whose header it embeds", () => {
    const grandparent = "019a0000-0000-7000-8000-0000000000bb";
    const middle = meta({ id: PARENT, forked_from_id: grandparent }, 50) + meta({ id: grandparent }) + history(51);
    const child =
      meta({ forked_from_id: PARENT }, 100) +
      meta({ id: PARENT, forked_from_id: grandparent }, 50) +
      meta({ id: grandparent }) +
      history(101);
    assert.deepEqual(countFiles(meta({ id: grandparent }) + history(1), middle, child), [2, 700, 1800, 120]);
  });

  it("drops copies that kept the time of the original", () => {
    assert.deepEqual(callsOf(meta({ forked_from_id: PARENT }, 100) + history(1)), []);
  });

  it("drops copies before its own first ordinal, and counts that ordinal itself", () => {
    for (const told of [{ subagent_history_start_ordinal: 3 }, { history_base: { end_ordinal_exclusive: 3 } }]) {
      const text =
        meta(told, 0) +
        count(1, FIRST, FIRST, { ordinal: 1 }) +
        count(2, SECOND, BOTH, { ordinal: 2 }) +
        count(3, OWN, ALL, { ordinal: 3 });
      assert.deepEqual(
        callsOf(text).map((call) => call.tokens.output),
        [30],
      );
    }
  });

  it("drops token_count events that name another thread", () => {
    const info = { total_token_usage: usage(FIRST), last_token_usage: usage(FIRST) };
    const event = { type: "token_count", thread_id: PARENT, info };
    assert.deepEqual(callsOf(meta({}, 0) + line(1, "event_msg", event)), []);
  });

  it("takes the parent's total without a last, or with an empty one, as its base only", () => {
    for (const last of [undefined, [0, 0, 0, 0] as const]) {
      const text = meta({ forked_from_id: PARENT }, 0) + count(1, last, BOTH) + count(2, undefined, ALL);
      assert.deepEqual(countFiles(text), [1, 100, 1900, 30]);
    }
  });

  it("counts the rise above dropped copies where its own event has no last", () => {
    const text =
      meta({ forked_from_id: PARENT, history_base: { end_ordinal_exclusive: 2 } }, 0) +
      count(1, SECOND, BOTH, { ordinal: 1 }) +
      count(2, undefined, ALL, { ordinal: 2 });
    assert.deepEqual(countFiles(text), [1, 100, 1900, 30]);
  });

  it("with records of its own does not bring its parent's calls along", () => {
    const parentFile = parent + usageRecord(1, "resp_1", FIRST, { thread_id: PARENT, session_id: PARENT });
    const child =
      meta({ forked_from_id: PARENT }, 100) +
      usageRecord(101, "resp_1", FIRST, { thread_id: PARENT, session_id: PARENT }) +
      history(101) +
      usageRecord(103, "resp_3", OWN) +
      count(103, OWN, ALL);
    assert.deepEqual(countFiles(parentFile, child), [2, 500, 2500, 80]);
  });

  it("without calls of its own yet leaves its parent's calls to the parent's records", () => {
    const parentFile = parent + usageRecord(1, "resp_1", FIRST, { thread_id: PARENT, session_id: PARENT });
    const child = meta({ forked_from_id: PARENT }, 100) + history(101);
    assert.deepEqual(countFiles(parentFile, child), [1, 400, 600, 50]);
    assert.deepEqual(countFiles(child, parentFile), [1, 400, 600, 50]);
  });
});

describe("a sub-agent's thread", () => {
  const spawn = { source: { subagent: { thread_spawn: { parent_thread_id: PARENT, depth: 1 } } } };

  it("with a copy of its parent's history adds only its own calls", () => {
    const child =
      meta({ ...spawn, subagent_history_start_ordinal: 4 }, 100) +
      meta({ id: PARENT }) +
      count(101, FIRST, FIRST, { ordinal: 2 }) +
      count(101, SECOND, BOTH, { ordinal: 3 }) +
      count(102, OWN, OWN, { ordinal: 4 });
    assert.deepEqual(countFiles(parent, child), [3, 800, 3700, 150]);
  });

  it("is a session of its own whose calls name the agent", () => {
    for (const told of [
      spawn,
      { thread_source: "subagent" },
      { source: "subagent" },
      { source: { subagent: "review" } },
    ]) {
      const [call] = callsOf(meta(told) + count(1, FIRST, FIRST));
      assert.deepEqual([call?.sessionId, call?.agentId, call?.copyRank], [THREAD, THREAD, 1]);
    }
  });
});
