import assert from "node:assert/strict";
import { assertSplitAnywhere, assertSurvivesDamage, jsonLines, readLines } from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";
import { LAUNCHED, LOG, message, readLog } from "./logs.ts";

describe("Aider's log of events", () => {
  it("gives an estimate for each message, with its cost, in the session that was launched", () => {
    const { calls, sessions, skipped } = readLog(LAUNCHED, message(5, 12_345, 678));
    assert.deepEqual(skipped, {});
    assert.deepEqual(sessions, [
      { kind: "session", sessionId: "launched 1771000000", parentId: undefined, toolVersion: "0.86.1" },
    ]);
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call?.quality, "estimate");
    assert.equal(call?.atMs, 1_771_000_005_000);
    assert.equal(call?.model, "openrouter/anthropic/claude-sonnet-4.5");
    assert.equal(call?.sessionId, "launched 1771000000");
    assert.equal(call?.reportedNanos, 47_000_000);
    assert.deepEqual([call?.tokens.freshInput, call?.tokens.output], [12_345, 678]);
    assert.equal(call?.yieldsTo, undefined);
  });

  it("gives messages that are alike in all but the time, and the same ones of a copied log once", () => {
    const lines = [LAUNCHED, message(5, 100, 10), message(6, 100, 10), message(6, 100, 10, { total_cost: 0.2 })];
    assert.equal(readLog(...lines).calls.length, 3);
    assert.equal(readIntoLedger([...readLog(...lines).records, ...readLog(...lines).records]).length, 3);
  });

  it("passes over other events, messages without tokens and lines of other files", () => {
    const { calls, skipped } = readLog(
      { event: "message_send_starting", properties: {}, user_id: "u", time: 5 },
      message(5, 0, 0),
      "# notes",
      '{"name":"shop"}',
      message(6, 1, 2, { main_model: undefined, cost: 0, total_cost: 0 }),
    );
    assert.deepEqual(
      calls.map((call) => [call.model, call.reportedNanos, call.sessionId]),
      [["", undefined, ""]],
    );
    assert.deepEqual(skipped, {});
  });

  it("skips what is damaged, for a reason", () => {
    const { calls, skipped } = readLog(
      '{"event": "message_se',
      message(5, 1.5, 1),
      message(5, 1, 1, { completion_tokens: "678" }),
      { event: "message_send", properties: null, time: 5 },
      { ...message(5, 1, 1), time: "noon" },
      { ...message(5, 1, 1), time: 1e308 },
      message(7, 1, 1, { cost: "0.1", total_cost: -1 }),
    );
    assert.equal(calls.length, 1);
    assert.deepEqual(skipped, { malformed: 1, "wrong-type": 3, "no-time": 2 });
  });

  it("gives in pieces what it gives in one, and survives damage", () => {
    const bytes = jsonLines(message(1, 1, 1), LAUNCHED, message(5, 100, 10), message(6, 7, 8), "{torn");
    assertSplitAnywhere(LOG, bytes);
    assertSurvivesDamage((damaged) => readLines(LOG, damaged), bytes);
  });
});
