import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import { assertSplitAnywhere, assertSurvivesDamage, jsonLines, readLines } from "../../../support/readFormat.ts";
import { CODE, codePlace, METADATA, prompt, request, START_MS, STATE, usage, USAGE } from "./wires.ts";

const PLACE = codePlace(STATE);

describe("a log of Kimi Code", () => {
  it("gives a call for each record, in a turn or for the session", () => {
    const lines = jsonLines(METADATA, request("kimi-k3"), usage(1_000), usage(2_000, { usageScope: "session" }));
    const { calls } = readLines(CODE, lines, PLACE);
    const tokens = { ...NO_TOKENS, freshInput: 100, cacheRead: 2_500, cacheWrite5m: 10, output: 40 };
    assert.deepEqual(
      calls.map(({ atMs, model, sessionId, agentId, cwd, ...call }) => [
        atMs,
        model,
        sessionId,
        agentId,
        cwd,
        call.tokens,
      ]),
      [
        [START_MS + 1_000, "kimi-k3", "session_1", undefined, "/home/ann/shop", tokens],
        [START_MS + 2_000, "kimi-k3", "session_1", undefined, "/home/ann/shop", tokens],
      ],
    );
  });

  it("tells the alias where no request names the model", () => {
    assert.equal(readLines(CODE, jsonLines(usage(1)), PLACE).calls[0]?.model, "kimi-code/k3");
    const later = readLines(CODE, jsonLines(request("a"), usage(1), request("b"), usage(2)), PLACE);
    assert.deepEqual(
      later.calls.map((call) => call.model),
      ["a", "b"],
    );
  });

  it("takes no alias for a part of JavaScript's own objects", () => {
    for (const alias of ["constructor", "toString", "__proto__"]) {
      assert.equal(readLines(CODE, jsonLines(usage(1, { model: alias })), PLACE).calls[0]?.model, alias);
      const named = jsonLines({ ...request("kimi-k3"), modelAlias: alias }, usage(1, { model: alias }));
      assert.equal(readLines(CODE, named, PLACE).calls[0]?.model, "kimi-k3");
      assertSplitAnywhere(CODE, named, PLACE);
    }
  });

  it("remembers the latest aliases alone", () => {
    const requests = Array.from({ length: 1_000 }, (_, index) => ({ ...request("m"), modelAlias: `alias ${index}` }));
    const { calls, state } = readLines(CODE, jsonLines(...requests, usage(1, { model: "alias 999" })), PLACE);
    assert.equal(calls[0]?.model, "m");
    assert.ok(JSON.stringify(state).length < 2_000);
  });

  it("takes a message of any shape", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const line = JSON.stringify({ ...prompt(1), input: "deep" }).replace('"deep"', deep);
    assert.equal(readLines(CODE, jsonLines(line, prompt(2), { ...prompt(3), input: "text" }), PLACE).turns.length, 3);
  });

  it("reads newer and older settings of a session, and does without", () => {
    const cwd = (state: object | undefined): string | undefined =>
      readLines(CODE, jsonLines(usage(1)), codePlace(state)).calls[0]?.cwd;
    assert.equal(cwd({ cwd: "/home/ann/site", workDir: "/old", createdAt: START_MS }), "/home/ann/site");
    assert.equal(cwd(undefined), undefined);
  });

  it("keeps apart agents that use the same in the same moment", () => {
    const main = readLines(CODE, jsonLines(usage(1)), PLACE).calls;
    const sub = readLines(CODE, jsonLines(prompt(0), usage(1)), codePlace(STATE, "session_1", "agent-0"));
    assert.notEqual(main[0]?.family, sub.calls[0]?.family);
    assert.deepEqual([sub.calls[0]?.agentId, sub.turns.length], ["agent-0", 0]);
  });

  it("knows what a fork copied by its content, and leaves it with the original", () => {
    const original = readLines(CODE, jsonLines(METADATA, prompt(0), usage(1_000)), PLACE);
    const forked = { ...STATE, createdAt: "2026-07-18T10:00:00.000Z", forkedFrom: "session_1" };
    const fork = readLines(
      CODE,
      jsonLines(
        METADATA,
        prompt(0),
        usage(1_000),
        { type: "forked", time: START_MS + 5_000 },
        prompt(6_000),
        usage(7_000),
      ),
      codePlace(forked, "session_2"),
    );
    assert.equal(fork.calls[0]?.family, original.calls[0]?.family);
    assert.deepEqual(
      fork.calls.map((call) => call.copyRank),
      [2, 0],
    );
    assert.deepEqual(
      original.calls.map((call) => call.copyRank),
      [0],
    );
    assert.deepEqual(
      fork.turns.map((turn) => turn.atMs),
      [START_MS + 6_000],
    );
    assert.deepEqual(fork.sessions, [
      { kind: "session", sessionId: "session_2", parentId: "session_1", toolVersion: undefined },
    ]);
  });

  it("counts as turns what a person typed and nothing else", () => {
    const { turns } = readLines(
      CODE,
      jsonLines(
        prompt(1),
        prompt(1, { kind: "user" }, "And that."),
        { ...prompt(2), type: "turn.steer" },
        prompt(3, { kind: "skill_activation", trigger: "user-slash" }),
        prompt(4, { kind: "skill_activation", trigger: "model-tool" }),
        prompt(5, { kind: "cron_job" }),
        prompt(6, { kind: "background_task" }),
      ),
      PLACE,
    );
    assert.deepEqual(
      turns.map((turn) => turn.atMs - START_MS),
      [1, 1, 2, 3],
    );
    assert.equal(new Set(turns.map((turn) => turn.id)).size, 4);
  });

  it("leaves out the prompts of a session that was imported", () => {
    const place = codePlace({ ...STATE, custom: { imported_from_kimi_cli: true } });
    const { turns } = readLines(
      CODE,
      jsonLines(METADATA, prompt(0), prompt(0, { kind: "user" }, "More."), prompt(9)),
      place,
    );
    assert.deepEqual(
      turns.map((turn) => turn.atMs - START_MS),
      [9],
    );
  });

  it("skips what it cannot read, with the reason", () => {
    const { calls, skipped } = readLines(
      CODE,
      jsonLines(
        "torn{",
        usage(1, { usage: undefined }),
        usage(2, { usage: { ...USAGE, output: "40" } }),
        usage(3, { time: undefined }),
        usage(4, { usage: { inputOther: 0, output: 0 } }),
      ),
      PLACE,
    );
    assert.deepEqual(calls, []);
    assert.deepEqual(skipped, { malformed: 1, "wrong-type": 2, "no-time": 1 });
  });

  it("gives the same wherever it is cut, and survives damage", () => {
    const place = codePlace({ ...STATE, forkedFrom: "session_0" });
    const log = jsonLines(
      METADATA,
      request("a"),
      usage(1),
      "torn{",
      { type: "forked" },
      prompt(2),
      request("b"),
      usage(3),
    );
    assertSplitAnywhere(CODE, log, place);
    assertSurvivesDamage((bytes) => readLines(CODE, bytes, place), log);
  });
});
