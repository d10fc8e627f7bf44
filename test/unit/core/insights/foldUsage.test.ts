import assert from "node:assert/strict";
import { foldUsage, type SessionUsage } from "../../../../src/core/insights/foldUsage.ts";
import { createLocalCalendar } from "../../../../src/core/localDay.ts";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";
import type { SessionCall } from "../../../../src/core/rootSession.ts";
import { callAt, NOON_MS, type CallChanges } from "./testCalls.ts";

const utc = createLocalCalendar("UTC");
const pricer = createPricer();

function fold(calls: readonly SessionCall[], turnTimesMs: readonly number[] = []): SessionUsage {
  return foldUsage({ calls, turnTimesMs }, utc, pricer) ?? assert.fail("no usage");
}

/** A call with its price. */
function priced(minute: number, changes: CallChanges): SessionCall {
  const call = callAt(minute, changes);
  const { atMs, model, tool, tokens, serviceTier, usOnly } = call;
  return {
    ...call,
    costNanos: pricer.costNanos({ sourceId: tool, model: model.written, atMs, tokens, serviceTier, usOnly }),
  };
}

const cacheOf = (usage: SessionUsage) => [...usage.days.values()].flat()[0]?.cache;

describe("foldUsage", () => {
  it("has nothing to tell of a session without calls", () => {
    assert.equal(foldUsage({ calls: [], turnTimesMs: [NOON_MS] }, utc, pricer), undefined);
  });

  it("tells apart days, tools, models, projects and who was at work", () => {
    const { days } = fold([
      callAt(0),
      callAt(1, { isAgents: true }),
      callAt(2, { isAgents: true, isSteered: false }),
      callAt(3, { isSteered: false }),
      callAt(4, { model: "claude-sonnet-5" }),
      callAt(5, { project: "" }),
      callAt(6, { tool: "codex" }),
      callAt(7),
      callAt(12 * 60),
    ]);
    assert.deepEqual([...days.keys()], ["2026-06-15", "2026-06-16"]);
    assert.deepEqual(
      days
        .get("2026-06-15")
        ?.map(({ tool, model, project, kind, totals }) => [tool, model, project, kind, totals.calls]),
      [
        ["claudeCode", "claude-opus-4-5", "/shop", "steered", 2],
        ["claudeCode", "claude-opus-4-5", "/shop", "agents", 1],
        ["claudeCode", "claude-opus-4-5", "/shop", "unattended", 2],
        ["claudeCode", "claude-sonnet-5", "/shop", "steered", 1],
        ["claudeCode", "claude-opus-4-5", "", "steered", 1],
        ["codex", "claude-opus-4-5", "/shop", "steered", 1],
      ],
    );
  });

  it("tells what is priced, estimated and counted here, and what is known call by call", () => {
    const tokens = { freshInput: 90, output: 10 };
    const { days } = fold([
      callAt(0, { tokens, costNanos: 7 }),
      callAt(1, { tokens, costNanos: undefined }),
      callAt(2, { tokens, costNanos: 5, isExact: false, isEstimated: true, isCountedHere: true, calls: 0 }),
    ]);
    const [cell] = [...days.values()].flat();
    assert.deepEqual(
      [cell?.totals.calls, cell?.totals.costNanos, cell?.totals.unpricedTokens, cell?.totals.freshInput],
      [2, 12, 100, 270],
    );
    assert.deepEqual([cell?.totals.estimatedTokens, cell?.totals.countedHereTokens], [100, 100]);
    assert.deepEqual([cell?.exact.calls, cell?.exact.costNanos, cell?.exact.tokens.freshInput], [1, 7, 90]);
  });

  it("prices what the cache saved, and what writing to it cost more, at the list prices of the day", () => {
    // 5 dollars a million; reading costs a tenth, writing 1.25 times as much for five minutes and twice for an hour.
    const tokens = { freshInput: 1000, cacheRead: 100_000, cacheWrite5m: 10_000, cacheWrite1h: 1000, output: 500 };
    const cache = cacheOf(fold([priced(0, { tokens })]));
    assert.equal(cache?.savedNanos, 100_000 * 4500);
    assert.equal(cache?.writeExtraNanos, 10_000 * 1250 + 1000 * 5000);
  });

  it("prices nothing that has no list price", () => {
    const tokens = { cacheRead: 100_000, cacheWrite5m: 10_000 };
    const none = { savedNanos: 0, writeExtraNanos: 0, coldStarts: 0, coldTokens: 0, coldNanos: 0 };
    assert.deepEqual(cacheOf(fold([callAt(0, { tokens, costNanos: undefined })])), none);
    // A cost by the tool's own account.
    assert.deepEqual(cacheOf(fold([callAt(0, { model: "home-made", tokens, costNanos: 9 })])), none);
  });

  it("tells what a cold start cost more than reading would have", () => {
    const warm = priced(0, { tokens: { cacheRead: 40_000, cacheWrite5m: 10_000 } });
    const cold = priced(30, { tokens: { cacheWrite5m: 48_000, freshInput: 4000 } });
    const cache = cacheOf(fold([warm, cold]));
    assert.deepEqual([cache?.coldStarts, cache?.coldTokens], [1, 50_000]);
    // 48,000 were written for 1.25 of the price and 2,000 sent fresh for all of it, instead of a tenth.
    assert.equal(cache?.coldNanos, 48_000 * (6250 - 500) + 2000 * (5000 - 500));
  });

  it("sums up the session: its ends, turns, agents and the largest prompt of its own", () => {
    const agents = [{ name: "a" }, { name: "b" }] as const;
    const usage = fold(
      [
        callAt(0, { tokens: { cacheRead: 50_000 } }),
        callAt(1, { tokens: { cacheRead: 180_000 }, isAgents: true, thread: agents[0] }),
        callAt(2, { tokens: { cacheRead: 170_000 }, isExact: false }),
        callAt(3, { tokens: { cacheRead: 60_000 } }),
        callAt(4, { tokens: { cacheRead: 1000 }, isAgents: true, thread: agents[1] }),
        callAt(5, { tokens: { cacheRead: 1000 }, isAgents: true, thread: agents[0] }),
      ],
      [NOON_MS, NOON_MS + 1],
    );
    assert.deepEqual(
      [usage.startMs, usage.endMs, usage.turns, usage.agents, usage.peakPromptTokens, usage.peakWindowShare],
      [NOON_MS, NOON_MS + 300_000, 2, 2, 60_000, 0.3],
    );
    assert.equal(fold([callAt(0, { model: "home-made", tokens: { freshInput: 9 } })]).peakWindowShare, undefined);
    assert.equal(fold([callAt(0)]).peakWindowShare, undefined);
  });
});
