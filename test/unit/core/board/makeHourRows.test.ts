import assert from "node:assert/strict";
import * as fc from "fast-check";
import * as v from "valibot";
import { checkRow } from "../../../../src/core/board/checks/hourChecks.ts";
import { checkRuleOf } from "../../../../src/core/board/checks/checkRules.ts";
import { modelLimitsOf } from "../../../../src/core/board/checks/modelLimits.ts";
import { makeHourRows, type HourCall, type HourTurn } from "../../../../src/core/board/makeHourRows.ts";
import { wireModelName } from "../../../../src/core/board/wireModelName.ts";
import { usageRowSchema } from "../../../../src/shared/board/usageRow.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const HOUR = 494_000;
const START_MS = HOUR * HOUR_MS;

function call(change: Partial<HourCall> = {}): HourCall {
  return {
    atMs: START_MS + 10 * MINUTE_MS,
    session: 1,
    agent: undefined,
    tool: "claudeCode",
    toolVersion: "2.1.9",
    model: "claude-opus-4-5-20251101",
    mode: 1,
    freshInput: 1_000,
    cacheRead: 20_000,
    cacheWrite: 3_000,
    output: 500,
    calls: 1,
    isOneCall: true,
    recount: undefined,
    ...change,
  };
}
function turn(change: Partial<HourTurn> = {}): HourTurn {
  return { atMs: START_MS + 9 * MINUTE_MS, session: 1, tool: "claudeCode", isFirst: true, ...change };
}
const rows = (calls: readonly HourCall[], turns: readonly HourTurn[] = [], isUnattended = false) =>
  makeHourRows(HOUR, { calls, turns }, isUnattended);

describe("the rows of an hour", () => {
  it("tell the sums of a tool, model and mode", () => {
    const [row, ...others] = rows(
      [call(), call({ atMs: START_MS + 11 * MINUTE_MS, freshInput: 2_000, session: 2, toolVersion: "2.1.10" })],
      [turn()],
    );
    assert.deepEqual(others, []);
    assert.deepEqual(row, {
      h: HOUR,
      tool: "claudeCode",
      model: "claude-opus-4-5",
      mode: 1,
      toolVersion: "2.1.10",
      in: 3_000,
      out: 1_000,
      cr: 40_000,
      cw: 6_000,
      calls: 2,
      // A minute since the turn, and of the other session's first call no more than it must have taken.
      busy: 62,
      turns: 1,
      maxPrompt: 25_000,
      recount: 0,
      sess: 2,
    });
  });

  it("put models that are not publicly known together, whatever they are called", () => {
    const found = rows([
      call({ model: "acme-secret-1" }),
      call({ model: "" }),
      call({ model: "/srv/models/own.gguf" }),
    ]);
    assert.deepEqual(
      found.map(({ model, calls }) => [model, calls]),
      [["other", 3]],
    );
  });

  it("count time at work since what came before in the thread, five minutes of it at most", () => {
    const [row] = rows([
      call({ atMs: START_MS - MINUTE_MS }),
      call({ atMs: START_MS + MINUTE_MS }),
      call({ atMs: START_MS + 3 * MINUTE_MS, agent: "helper" }),
      call({ atMs: START_MS + 30 * MINUTE_MS }),
    ]);
    assert.equal(row?.busy, 120 + 2 + 300);
  });

  it("count the time that the answers need where logs stamp them closer", () => {
    const [row] = rows([call({ output: 50_000 }), call({ output: 50_000 })]);
    assert.equal(row?.busy, 2 * (1 + 100));
  });

  it("give a turn to the model that answers it within a quarter of an hour, also in the hour after", () => {
    const late = turn({ atMs: START_MS + HOUR_MS - 1_000 });
    const found = rows(
      [call(), call({ atMs: START_MS + HOUR_MS + 60_000, model: "claude-sonnet-4-5" })],
      [turn(), late],
    );
    assert.deepEqual(
      found.map(({ model, turns, calls }) => [model, turns, calls]),
      [
        ["claude-opus-4-5", 1, 1],
        ["claude-sonnet-4-5", 1, 0],
      ],
    );
  });

  it("tell a turn that nothing answers as well, and a copy of one not at all", () => {
    const found = rows([], [turn(), turn({ session: 2, isFirst: false })]);
    assert.deepEqual(
      found.map(({ model, turns }) => [model, turns]),
      [["other", 1]],
    );
  });

  it("tell as many calls as a record of a whole session needs at least", () => {
    const session = call({
      model: "claude-haiku-4-5",
      isOneCall: false,
      freshInput: 1_100_000,
      cacheRead: 0,
      cacheWrite: 0,
    });
    assert.deepEqual(
      rows([session]).map(({ calls, maxPrompt }) => [calls, maxPrompt]),
      [[6, 183_334]],
    );
  });

  it("carry a sample of recounted calls over to all of the row", () => {
    assert.deepEqual(
      rows([call({ recount: 250 }), call(), call()]).map(({ out, recount }) => [out, recount]),
      [[1_500, 750]],
    );
  });

  it("tell of a version only what looks like one", () => {
    for (const toolVersion of ["ann@laptop", "/home/ann", "9".repeat(40), "1.0 (ann)"])
      assert.equal(rows([call({ toolVersion })])[0]?.toolVersion, "", toolVersion);
  });

  it("mark nothing as steered and tell no turn where nobody is at the machine", () => {
    assert.deepEqual(
      rows([call(), call({ mode: 0 })], [turn()], true).map(({ mode, turns, calls }) => [mode, turns, calls]),
      [[0, 0, 2]],
    );
  });
});

const MODELS = [
  "claude-opus-4-5",
  "claude-sonnet-4-5[1m]",
  "claude-haiku-4-5",
  "gpt-5.2-codex",
  "private",
  "",
] as const;
const anyCall: fc.Arbitrary<HourCall> = fc
  .record({
    at: fc.oneof(fc.constantFrom(0, 1, HOUR_MS - 1), fc.integer({ min: -5 * MINUTE_MS, max: 75 * MINUTE_MS })),
    session: fc.nat(3),
    agent: fc.constantFrom(undefined, "a"),
    tool: fc.constantFrom("claudeCode", "codex", "copilotCli"),
    toolVersion: fc.constantFrom(undefined, "1.0", "1.10", "x"),
    model: fc.constantFrom(...MODELS),
    mode: fc.constantFrom(0, 1),
    parts: fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)),
    calls: fc.constantFrom(0, 1),
    quality: fc.boolean(),
    recount: fc.constantFrom(undefined, 0, 100),
  } satisfies Record<string, fc.Arbitrary<unknown>>)
  .map(({ at, parts: [a, b, c, d], quality, ...rest }) => {
    const isOneCall = quality && rest.calls === 1;
    const limits = modelLimitsOf(wireModelName(rest.model));
    // What one call can have been; a record of a session may hold anything.
    const scale = (isOneCall ? limits.windowTokens : 1e8) / 3_000;
    return {
      ...rest,
      atMs: START_MS + at,
      isOneCall,
      freshInput: Math.floor(a * scale),
      cacheRead: Math.floor(b * scale),
      cacheWrite: Math.floor(c * scale),
      output: Math.floor((d * (isOneCall ? limits.outputTokens : 1e7)) / 1_000),
    };
  });
const anyTurn: fc.Arbitrary<HourTurn> = fc.record({
  atMs: fc.integer({ min: START_MS - 5 * MINUTE_MS, max: START_MS + HOUR_MS - 1 }),
  session: fc.nat(3),
  tool: fc.constantFrom("claudeCode", "codex"),
  isFirst: fc.boolean(),
});
const byTime = (a: { readonly atMs: number }, b: { readonly atMs: number }): number => a.atMs - b.atMs;
const facts = fc.record({
  calls: fc.array(anyCall, { maxLength: 30 }).map((calls) => calls.toSorted(byTime)),
  turns: fc.array(anyTurn, { maxLength: 10 }).map((turns) => turns.toSorted(byTime)),
});

describe("the rows of any hour", () => {
  it("hold each token and turn of the hour once, and are what the wire takes", () => {
    fc.assert(
      fc.property(facts, fc.boolean(), ({ calls, turns }, isUnattended) => {
        const found = makeHourRows(HOUR, { calls, turns }, isUnattended);
        const inHour = calls.filter(({ atMs }) => Math.floor(atMs / HOUR_MS) === HOUR);
        const sum = (field: "in" | "out" | "cr" | "cw" | "turns"): number =>
          found.reduce((all, row) => all + row[field], 0);
        const total = (field: "freshInput" | "output" | "cacheRead" | "cacheWrite"): number =>
          inHour.reduce((all, one) => all + one[field], 0);
        assert.deepEqual(
          [sum("in"), sum("out"), sum("cr"), sum("cw")],
          [total("freshInput"), total("output"), total("cacheRead"), total("cacheWrite")],
        );
        const told = turns.filter(({ atMs, isFirst }) => isFirst && Math.floor(atMs / HOUR_MS) === HOUR).length;
        assert.equal(sum("turns"), isUnattended ? 0 : told);
        for (const row of found) v.parse(usageRowSchema, { ...row, rev: 1 });
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("raise no structural signal when each call is one that the model can have made", () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const row of makeHourRows(HOUR, given, false)) {
          const received = { row: { ...row, rev: 1 }, shiftH: 0, parser: 1, firstSeenMs: START_MS + HOUR_MS };
          assert.deepEqual(
            checkRow(received).filter(({ id }) => checkRuleOf(id).kind === "structural"),
            [],
            JSON.stringify(row),
          );
        }
      }),
      { seed: 6, numRuns: 1_000 },
    );
  });
});
