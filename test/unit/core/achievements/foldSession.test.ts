import assert from "node:assert/strict";
import { foldSession } from "../../../../src/core/achievements/foldSession.ts";
import { addFacts, NO_FACTS, type DayFacts } from "../../../../src/core/achievements/dayFacts.ts";
import { medianOf, sizeOf } from "../../../../src/core/achievements/histogram.ts";
import type { SessionCall } from "../../../../src/core/rootSession.ts";
import { createLocalCalendar } from "../../../../src/core/localDay.ts";
import { modelTraitsOf } from "../../../../src/core/modelTraits.ts";
import { NO_TOKENS, type TokenCounts } from "../../../../src/shared/tokenCounts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOON_MS = Date.UTC(2026, 5, 15, 12);
const THREAD = { name: "session" };
const utc = createLocalCalendar("UTC");

type CallChanges = Partial<Omit<SessionCall, "tokens" | "model">> & {
  readonly tokens?: Partial<TokenCounts>;
  readonly model?: string;
};

/** A steered call of 20,000 tokens on a model with a window of 200,000, so many minutes after noon. */
function call(minute: number, { tokens, model = "claude-opus-4-5", ...changes }: CallChanges = {}): SessionCall {
  return {
    atMs: NOON_MS + minute * MINUTE_MS,
    tokens: { ...NO_TOKENS, freshInput: 1000, cacheRead: 18_000, cacheWrite5m: 500, output: 500, ...tokens },
    costNanos: 7,
    isSteered: true,
    calls: 1,
    isAgents: false,
    isExact: true,
    isEstimated: false,
    isCountedHere: false,
    model: modelTraitsOf(model),
    tool: "claudeCode",
    project: "/shop",
    thread: THREAD,
    serviceTier: "standard",
    usOnly: false,
    ...changes,
  };
}

/** What a session of one day adds to it; turns are minutes after noon. */
function fold(turns: readonly number[], calls: readonly SessionCall[]): DayFacts {
  const turnTimesMs = turns.map((minute) => NOON_MS + minute * MINUTE_MS);
  return addFacts([...foldSession({ calls, turnTimesMs }, utc).values()]);
}

/** Turns every so many minutes. */
const every = (minutes: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, n) => n * minutes);

describe("foldSession", () => {
  it("adds up tokens, turns and costs by the local day of each", () => {
    const calendar = createLocalCalendar("Asia/Kolkata");
    const midnight = Date.UTC(2026, 5, 15, 18, 30);
    const days = foldSession(
      {
        calls: [call(0, { atMs: midnight - 1 }), call(0, { atMs: midnight, isSteered: false, costNanos: undefined })],
        turnTimesMs: [midnight - 2],
      },
      calendar,
    );
    assert.deepEqual([...days.keys()], ["2026-06-15", "2026-06-16"]);
    const [first, second] = [...days.values()];
    assert.equal(first?.turns, 1);
    assert.equal(first?.tokens, 20_000);
    assert.equal(first?.steeredTokens, 20_000);
    assert.equal(first?.promptTokens, 19_500);
    assert.equal(first?.cacheReadTokens, 18_000);
    assert.equal(first?.cacheWriteTokens, 500);
    assert.equal(first?.costNanos, 7);
    assert.equal(second?.turns, 0);
    assert.equal(second?.steeredTokens, 0);
    assert.equal(second?.unpricedTokens, 20_000);
    assert.equal(second?.nightTokens, 20_000);
  });

  it("ends a night when the clock shows six, on days of 23 and of 25 hours too", () => {
    const berlin = createLocalCalendar("Europe/Berlin");
    const nightAt = (atMs: number): number => {
      const days = foldSession({ calls: [call(0, { atMs, isSteered: false })], turnTimesMs: [] }, berlin);
      return addFacts([...days.values()]).nightTokens;
    };
    // Six o'clock is at four in UTC once clocks have gone forward, and at five once they have gone back.
    for (const sixMs of [Date.UTC(2026, 2, 29, 4), Date.UTC(2026, 9, 25, 5)])
      assert.deepEqual([nightAt(sixMs - 1), nightAt(sixMs)], [20_000, 0]);
  });

  it("takes as night what runs unattended from midnight to six", () => {
    const at = (hour: number, isSteered: boolean): number =>
      fold([], [call(0, { atMs: Date.UTC(2026, 5, 15) + hour * HOUR_MS, isSteered })]).nightTokens;
    assert.equal(at(0, false), 20_000);
    assert.equal(at(5.999, false), 20_000);
    assert.equal(at(6, false), 0);
    assert.equal(at(3, true), 0);
  });

  it("knows prompts of single calls only, against the window of their model", () => {
    const facts = fold([], [call(0), call(1, { isExact: false }), call(2, { model: "home-made" })]);
    assert.equal(facts.promptCalls, 2);
    assert.equal(sizeOf(facts.windowShares), 1);
    // 19,500 of 200,000, rounded up.
    assert.equal(medianOf(facts.windowShares), 10);
  });

  it("takes a prompt of 60,000 tokens as thrifty, and one more not", () => {
    const prompt = (cacheRead: number): number =>
      fold([], [call(0, { tokens: { freshInput: 0, cacheWrite5m: 0, cacheRead } })]).thriftyCalls;
    assert.equal(prompt(59_999), 1);
    assert.equal(prompt(60_000), 1);
    assert.equal(prompt(60_001), 0);
  });

  it("takes the first call of the session itself as the one that answered a turn", () => {
    const facts = fold(
      [0, 10, 20],
      [
        call(1, { isAgents: true, model: "gpt-5.5" }),
        call(2, { project: "/shop" }),
        call(3, { model: "gpt-5.5" }),
        call(11, { model: "gpt-5.5", tool: "codex", project: "" }),
      ],
    );
    assert.equal(facts.turns, 3);
    assert.deepEqual(facts.families, [
      ["anthropic opus", 1],
      ["openai gpt", 1],
    ]);
    assert.deepEqual(facts.models, [
      ["claude-opus-4-5", 1],
      ["gpt-5.5", 1],
    ]);
    assert.deepEqual(facts.tools, [
      ["claudeCode", 1],
      ["codex", 1],
    ]);
    assert.deepEqual(facts.projects, [["/shop", 1]]);
    assert.equal(sizeOf(facts.turnSizes), 2);
  });

  it("takes an answer after more than a quarter of an hour as no steered one", () => {
    assert.equal(fold([0], [call(15)]).families.length, 1);
    assert.equal(fold([0], [call(15.01)]).families.length, 0);
    assert.equal(fold([0], [call(15.01)]).models.length, 1);
  });

  it("takes up to two calls and 2,000 tokens of output as a crisp answer", () => {
    const crisp = (...outputs: readonly number[]): number =>
      fold(
        [0],
        outputs.map((output, minute) => call(minute, { tokens: { output } })),
      ).crispTurns;
    assert.equal(crisp(2000), 1);
    assert.equal(crisp(1000, 1000), 1);
    assert.equal(crisp(1000, 1001), 0);
    assert.equal(crisp(1, 1, 1), 0);
    assert.equal(crisp(), 0);
  });

  it("takes a session of three turns as warm where its second own call has 80 % from the cache", () => {
    const warm = (turns: number, cacheRead: number): number =>
      fold(every(1, turns), [
        call(0, { tokens: { cacheRead: 0 } }),
        call(1, { isAgents: true, tokens: { cacheRead: 0 } }),
        call(2, { tokens: { freshInput: 2000, cacheWrite5m: 0, cacheRead } }),
      ]).warmStarts;
    assert.equal(warm(3, 8000), 1);
    assert.equal(warm(3, 8001), 1);
    assert.equal(warm(3, 7999), 0);
    assert.equal(warm(2, 8000), 0);
    assert.equal(fold(every(1, 3), [call(0)]).warmStarts, 0);
  });

  it("takes a session of five turns as clean where no prompt is over half of a known window", () => {
    const clean = (turns: number, cacheRead: number, model?: string): number =>
      fold(every(1, turns), [
        call(0),
        call(1, { tokens: { freshInput: 0, cacheWrite5m: 0, cacheRead }, ...(model === undefined ? {} : { model }) }),
      ]).cleanSlates;
    assert.equal(clean(5, 100_000), 1);
    assert.equal(clean(5, 99_999), 1);
    assert.equal(clean(5, 100_001), 0);
    assert.equal(clean(4, 100_000), 0);
    assert.equal(clean(5, 10, "home-made"), 0);
    assert.equal(fold(every(1, 5), []).cleanSlates, 0);
  });

  it("sees a person come back within ten minutes after more than 200,000 tokens", () => {
    const back = (output: number, minute: number): number =>
      fold([0, minute], [call(1, { tokens: { freshInput: 0, cacheRead: 0, cacheWrite5m: 0, output } })]).cameBacks;
    assert.equal(back(200_001, 11), 1);
    assert.equal(back(200_000, 11), 0);
    assert.equal(back(200_001, 11.01), 0);
    const twice = fold(
      [0, 5, 10],
      [call(1, { tokens: { output: 300_000 } }), call(6, { tokens: { output: 300_000 } })],
    );
    assert.equal(twice.cameBacks, 1, "a session counts once");
  });

  it("takes a session as delegated where agents did up to 70 % and a person looked at it last", () => {
    const own = { freshInput: 0, cacheRead: 30_000, cacheWrite5m: 0, output: 0 };
    const agents = (cacheRead: number): Partial<TokenCounts> => ({ ...own, cacheRead });
    const delegated = (turns: readonly number[], tokens: number): number =>
      fold(turns, [call(0, { tokens: own }), call(2, { isAgents: true, tokens: agents(tokens) })]).delegations;
    assert.equal(delegated([0, 1, 3], 70_000), 1);
    assert.equal(delegated([0, 1, 3], 69_999), 1);
    assert.equal(delegated([0, 1, 3], 70_001), 0);
    assert.equal(delegated([0, 3], 70_000), 0);
    assert.equal(delegated([0, 1, 2], 70_000), 0);
    assert.equal(delegated([0, 1, 3], 0), 0);
  });

  it("takes a sitting of 45 to 180 minutes, 12 turns and no gap over 15 minutes as deep work", () => {
    const deep = (turns: readonly number[], lastCall = 0): number => fold(turns, [call(lastCall)]).deepWorks;
    const until = (minutes: number): readonly number[] => [...every(minutes / 13, 13), minutes];
    assert.equal(deep(until(45)), 1);
    assert.equal(deep(until(44.9)), 0);
    assert.equal(deep(until(180)), 1);
    assert.equal(deep(until(180.1)), 0);
    assert.equal(deep(every(15, 12)), 1);
    assert.equal(deep(every(15, 11)), 0);
    assert.equal(deep(every(5, 12)), 1);
    assert.equal(deep([...every(4, 11), 55.1]), 0);
    assert.equal(deep(every(5, 12), 180), 1);
    assert.equal(deep(every(5, 12), 181), 0, "one that ran on alone");
  });

  it("takes two families that answer two turns each as a second opinion", () => {
    const answered = (...models: readonly string[]): number =>
      fold(
        every(2, models.length),
        models.map((model, index) => call(2 * index + 1, { model })),
      ).secondOpinions;
    assert.equal(answered("claude-opus-4-5", "claude-opus-4-8", "gpt-5", "gpt-5.5"), 1);
    assert.equal(answered("claude-opus-4-5", "claude-opus-4-8", "gpt-5"), 0);
    assert.equal(answered("claude-opus-4-5", "claude-opus-4-8", "claude-opus-5", "claude-opus-4-1"), 0);
    assert.equal(answered("claude-opus-4-5", "auto", "auto", "claude-opus-4-5"), 0);
  });

  it("adds nothing for a session without calls and turns", () => {
    assert.deepEqual(fold([], []), NO_FACTS);
  });
});
