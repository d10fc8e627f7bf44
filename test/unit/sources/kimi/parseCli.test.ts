import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import { assertSplitAnywhere, assertSurvivesDamage, jsonLines, readLines } from "../../../support/readFormat.ts";
import { CLI, CLI_USAGE, message, REPLY_ID, START_MS, status } from "./wires.ts";

/** The MD5 of `/home/ann/shop`. */
const SHOP = "62bb909a650195f32fd3c511befec841";
const KIMI_JSON = JSON.stringify({ work_dirs: [{ path: "/home/ann/site" }, { path: "/home/ann/shop" }] });
const PLACE = { relativePath: `${SHOP}/s1/wire.jsonl`, neighbours: { "../../../kimi.json": KIMI_JSON } };

function fromSubagent(event: object, agent: object = { agent_id: "a1" }, afterMs = 0): object {
  return message("SubagentEvent", { ...agent, event }, afterMs);
}

const SUB_STATUS = { type: "StatusUpdate", payload: { token_usage: CLI_USAGE, message_id: REPLY_ID } };

describe("a log of Kimi CLI", () => {
  it("gives one call for a status that is told twice, and none for one without counts", () => {
    const lines = jsonLines(
      { type: "metadata", protocol_version: "1.3" },
      status(REPLY_ID, 500),
      status(REPLY_ID, 900),
      status(undefined, 950, null),
    );
    const { calls, skipped } = readLines(CLI, lines, PLACE);
    assert.deepEqual(skipped, {});
    assert.equal(calls.length, 1);
    assert.deepEqual(calls[0], {
      ...calls[0],
      family: REPLY_ID,
      atMs: START_MS + 500,
      model: "",
      sessionId: "s1",
      cwd: "/home/ann/shop",
      tokens: { ...NO_TOKENS, freshInput: 100, cacheRead: 2_500, cacheWrite5m: 10, output: 40 },
    });
  });

  it("finds the project of a sub-agent and of a folder on another machine", () => {
    const sub = {
      relativePath: `${SHOP}/s1/subagents/a1/wire.jsonl`,
      neighbours: { "../../../../../kimi.json": KIMI_JSON },
    };
    const [call] = readLines(CLI, jsonLines(status(REPLY_ID)), sub).calls;
    assert.deepEqual([call?.cwd, call?.sessionId, call?.agentId], ["/home/ann/shop", "s1", "a1"]);
    const away = { ...PLACE, relativePath: `box_${SHOP}/s1/wire.jsonl` };
    assert.equal(readLines(CLI, jsonLines(status(REPLY_ID)), away).calls[0]?.cwd, "/home/ann/shop");
    assert.equal(
      readLines(CLI, jsonLines(status(REPLY_ID)), { relativePath: "0/s1/wire.jsonl" }).calls[0]?.cwd,
      undefined,
    );
  });

  it("has one call of a sub-agent that its parent's log tells too, and leaves it with the sub-agent", () => {
    const parent = jsonLines(fromSubagent(SUB_STATUS, { task_tool_call_id: "t1" }, 700));
    const own = jsonLines(status(REPLY_ID, 690));
    const ofParent = readLines(CLI, parent, PLACE).calls[0];
    const ofOwn = readLines(CLI, own, { relativePath: `${SHOP}/s1/subagents/a1/wire.jsonl` }).calls[0];
    assert.equal(ofParent?.family, ofOwn?.family);
    assert.deepEqual([ofParent?.copyRank, ofOwn?.copyRank], [1, 0]);
    const nameless = { type: "StatusUpdate", payload: { token_usage: CLI_USAGE } };
    assert.deepEqual(readLines(CLI, jsonLines(fromSubagent(nameless)), PLACE).records, []);
  });

  it("has one call of a fork and its original, but two of two sessions whose ids are short", () => {
    const fork = { relativePath: `${SHOP}/s2/wire.jsonl` };
    const families = (id: string | undefined): ReadonlySet<string | undefined> =>
      new Set([PLACE, fork].map((place) => readLines(CLI, jsonLines(status(id)), place).calls[0]?.family));
    assert.equal(families(REPLY_ID).size, 1);
    assert.equal(families(undefined).size, 1);
    assert.equal(families("chatcmpl-17").size, 2);
  });

  it("counts as turns what was typed, and nothing of sub-agents", () => {
    const lines = jsonLines(
      message("TurnBegin", { user_input: "Add a test." }, 1),
      message("TurnBegin", { user_input: [{ type: "text", text: "Add a test." }] }, 2),
      message("SteerInput", { user_input: "Not that." }, 3),
      message("StepBegin", { n: 1 }, 4),
      fromSubagent({ type: "TurnBegin", payload: { user_input: "Look." } }),
    );
    assert.deepEqual(
      readLines(CLI, lines, PLACE).turns.map((turn) => turn.atMs - START_MS),
      [1, 2, 3],
    );
    assert.deepEqual(readLines(CLI, lines, { relativePath: `${SHOP}/s1/subagents/a1/wire.jsonl` }).turns, []);
  });

  it("takes a message of any shape", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const line = JSON.stringify(message("TurnBegin", { user_input: "deep" })).replace('"deep"', deep);
    const { turns } = readLines(CLI, jsonLines(line, message("TurnBegin", { user_input: "Go." }, 1)), PLACE);
    assert.equal(turns.length, 2);
  });

  it("skips what it cannot read, with the reason", () => {
    const lines = jsonLines(
      "torn{",
      status(REPLY_ID, 0, "many"),
      status(REPLY_ID, 0, { ...CLI_USAGE, output: 0.5 }),
      { ...status(REPLY_ID), timestamp: "then" },
      { ...status(REPLY_ID), timestamp: 1e308 },
      status(REPLY_ID, 0, { input_other: 0 }),
      { timestamp: 1, message: "text" },
      { timestamp: 1, message: { type: "TurnEnd", payload: null } },
    );
    const { records, skipped } = readLines(CLI, lines, PLACE);
    assert.deepEqual(records, []);
    assert.deepEqual(skipped, { malformed: 1, "wrong-type": 2, "no-time": 2 });
  });

  it("gives the same wherever it is cut, and survives damage", () => {
    const log = jsonLines(
      message("TurnBegin", { user_input: "Go." }),
      status(REPLY_ID),
      "torn{",
      fromSubagent(SUB_STATUS),
    );
    assertSplitAnywhere(CLI, log, PLACE);
    assertSurvivesDamage((bytes) => readLines(CLI, bytes, PLACE), log);
  });
});
