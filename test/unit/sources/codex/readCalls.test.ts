import assert from "node:assert/strict";
import {
  at,
  callsOf,
  count,
  countFiles,
  line,
  meta,
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

describe("token_count", () => {
  it("is one call with the use of its last", () => {
    const [first, second, ...rest] = callsOf(meta() + turn() + count(1, FIRST, FIRST) + count(2, SECOND, BOTH));
    assert.equal(rest.length, 0);
    assert.deepEqual(first?.tokens, {
      freshInput: 400,
      cacheRead: 600,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      output: 50,
      reasoning: 20,
      webSearches: 0,
    });
    assert.equal(second?.family, "1500,1200,0,70,0,1570|2500,1800,0,120,20,2620");
    assert.equal(second.member, "");
    assert.equal(second.yieldsTo, THREAD);
    assert.equal(second.atMs, Date.parse(at(2)));
    assert.equal(second.quality, "exact-call");
  });

  it("is passed over while the total is unchanged", () => {
    const text = meta() + count(1, FIRST, FIRST) + count(2, FIRST, FIRST) + count(3, SECOND, FIRST);
    assert.deepEqual(countFiles(text), [1, 400, 600, 50]);
  });

  it("is the same call when an older total is emitted anew between others", () => {
    const text = count(1, FIRST, FIRST) + count(2, SECOND, BOTH) + count(3, FIRST, FIRST) + count(4, SECOND, BOTH);
    assert.deepEqual(countFiles(meta() + text), [2, 700, 1800, 120]);
  });

  it("counts its last when the total starts over after an aborted turn", () => {
    const restarted: Use = [800, 100, 10, 0];
    const text = meta() + count(1, FIRST, FIRST) + count(2, SECOND, BOTH) + count(3, restarted, restarted);
    assert.deepEqual(countFiles(text), [3, 1400, 1900, 130]);
  });

  it("without a last is the rise of the total", () => {
    const calls = callsOf(meta() + count(1, undefined, FIRST) + count(2, undefined, BOTH));
    assert.deepEqual(
      calls.map(({ tokens, quality }) => [tokens.freshInput, tokens.cacheRead, tokens.output, quality]),
      [
        [400, 600, 50, "exact-turn"],
        [300, 1200, 70, "exact-turn"],
      ],
    );
  });

  it("without a last never counts again what lies below the highest total so far", () => {
    const text =
      meta() +
      count(1, undefined, [1000, 0, 100, 0]) +
      count(2, undefined, [300, 0, 30, 0]) +
      count(3, undefined, [1200, 0, 100, 0]);
    assert.deepEqual(countFiles(text), [2, 1200, 0, 100]);
  });

  it("without info only tells rate limits", () => {
    const { records, skipped } = parseRollout(
      line(1, "event_msg", { type: "token_count", info: null, rate_limits: {} }) +
        line(2, "event_msg", { type: "token_count", rate_limits: {} }),
    );
    assert.deepEqual([records, skipped], [[], {}]);
  });

  it("with counts in place of info is of an unknown format", () => {
    const flat = line(1, "event_msg", { type: "token_count", input_tokens: 100, output_tokens: 200 });
    assert.deepEqual(parseRollout(flat).skipped, { "unknown-format": 1 });
  });

  it("is no call where filling the context window only set the total", () => {
    const full = { total_tokens: 272_000 };
    const info = { total_token_usage: full, last_token_usage: { total_tokens: 120 } };
    const text = meta() + count(1, FIRST, FIRST) + line(2, "event_msg", { type: "token_count", info });
    assert.deepEqual(countFiles(text), [1, 400, 600, 50]);
  });

  it("is a call of its own in two fresh threads that happen to begin alike", () => {
    const other = meta({ id: "019a0000-0000-7000-8000-000000000002" });
    assert.deepEqual(countFiles(meta() + count(1, FIRST, FIRST), other + count(1, FIRST, FIRST)), [2, 800, 1200, 100]);
  });

  it("is one call in an archived copy of the same log", () => {
    const text = meta() + count(1, FIRST, FIRST) + count(2, SECOND, BOTH);
    assert.deepEqual(countFiles(text, text), [2, 700, 1800, 120]);
  });

  it("has no total of its own making where none is written", () => {
    const last = { input_tokens: 10, output_tokens: 4, reasoning_output_tokens: 3 };
    const [call] = callsOf(line(1, "event_msg", { type: "token_count", info: { last_token_usage: last } }), "a.jsonl");
    assert.equal(call?.family, "a:10,0,0,4,3,0|");
    assert.equal(call.tokens.output, 4);
  });

  it("keeps calls without a total apart by their session", () => {
    const info = { last_token_usage: usage(FIRST) };
    const event = line(1, "event_msg", { type: "token_count", info });
    assert.deepEqual(countFiles(event, event), [2, 800, 1200, 100]);
  });

  it("is counted once more fields are written as zero by a newer version's copy", () => {
    const info = {
      total_token_usage: { ...usage(BOTH), cache_write_input_tokens: 0 },
      last_token_usage: { ...usage(SECOND), cache_write_input_tokens: 0 },
    };
    const copy = line(9, "event_msg", { type: "token_count", info });
    assert.deepEqual(countFiles(meta() + count(2, SECOND, BOTH), copy), [1, 300, 1200, 70]);
  });

  for (const [what, info, reason] of [
    ["text as a count", { last_token_usage: { input_tokens: "1" } }, "wrong-type"],
    ["a fraction as a count", { total_token_usage: { input_tokens: 1.5 } }, "wrong-type"],
    ["text as usage", { total_token_usage: "many" }, "wrong-type"],
    ["text as info", "many", "wrong-type"],
  ] as const) {
    it(`with ${what} is skipped and said so`, () => {
      const { records, skipped } = parseRollout(line(1, "event_msg", { type: "token_count", info }));
      assert.deepEqual([records, skipped], [[], { [reason]: 1 }]);
    });
  }

  it("without a readable time is skipped, and counted when it is emitted anew with one", () => {
    const untimed = count(1, FIRST, FIRST).replace(at(1), "yesterday");
    const { records, skipped } = parseRollout(untimed + count(2, FIRST, FIRST));
    assert.deepEqual([records.length, skipped], [1, { "no-time": 1 }]);
  });
});

describe("token_usage_record", () => {
  it("is one call per response", () => {
    const text = usageRecord(1, "resp_1", FIRST) + usageRecord(2, "resp_2", FIRST) + usageRecord(3, "resp_2", FIRST);
    const calls = callsOf(meta() + text);
    assert.deepEqual(
      calls.map(({ family, member, yieldsTo }) => [family, member, yieldsTo]),
      [
        [THREAD, "resp_1", undefined],
        [THREAD, "resp_2", undefined],
        [THREAD, "resp_2", undefined],
      ],
    );
    assert.deepEqual(countFiles(meta() + text), [2, 800, 1200, 100]);
  });

  it("makes the thread's token_count records of no account, in whatever file they are", () => {
    const old = meta() + count(1, FIRST, FIRST);
    const continued = meta({}, 0) + usageRecord(2, "resp_2", SECOND) + count(2, SECOND, BOTH);
    assert.deepEqual(countFiles(old, continued), [1, 300, 1200, 70]);
    assert.deepEqual(countFiles(continued, old), [1, 300, 1200, 70]);
  });

  it("of another thread is inherited", () => {
    const foreign = usageRecord(1, "resp_1", FIRST, { thread_id: "other", session_id: "other" });
    const foreignSession = usageRecord(2, "resp_2", FIRST, { thread_id: null, session_id: "other" });
    assert.deepEqual(callsOf(meta() + foreign + foreignSession), []);
  });

  it("of a sub-agent is its own although it shares the session of its parent", () => {
    const own = usageRecord(1, "resp_1", FIRST, { session_id: "root" });
    const bySession = usageRecord(2, "resp_2", FIRST, { thread_id: null, session_id: "root" });
    assert.equal(callsOf(meta({ session_id: "root" }) + own + bySession).length, 2);
  });

  it("is the file's own where nothing says whose file it is", () => {
    const [call] = callsOf(usageRecord(1, "resp_1", FIRST), "session-alpha.jsonl");
    assert.equal(call?.family, "session-alpha");
  });

  it("is not counted again from the copy within a compaction", () => {
    const payload = { message: "…", latest_token_usage_record: { response_id: "resp_9", usage: usage(FIRST) } };
    assert.deepEqual(
      countFiles(meta() + usageRecord(1, "resp_1", FIRST) + line(2, "compacted", payload)),
      [1, 400, 600, 50],
    );
  });

  it("without a response id is known by its own use beside the thread's", () => {
    const unnamed = { response_id: null, thread_token_usage: usage(BOTH) };
    const [call] = callsOf(meta() + usageRecord(1, "", SECOND, unnamed));
    assert.equal(call?.member, "1500,1200,0,70,0,1570|2500,1800,0,120,20,2620");
  });

  it("that used nothing is no call", () => {
    assert.deepEqual(callsOf(meta() + usageRecord(1, "resp_1", [0, 0, 0, 0])), []);
  });

  it("without usage or time is skipped and said so", () => {
    const untimed = usageRecord(1, "resp_1", FIRST).replace(at(1), "");
    const { skipped } = parseRollout(usageRecord(1, "resp_1", FIRST, { usage: 3 }) + untimed);
    assert.deepEqual(skipped, { "wrong-type": 1, "no-time": 1 });
  });
});
