import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { UsageRecord } from "../../../../src/core/usageRecord.ts";
import { isCodexLog } from "../../../../src/sources/codex/paths.ts";
import { keepCalls, parseRollout } from "./rollout.ts";

const HOME = join(import.meta.dirname, "../../../fixtures/codex");

/** The records of every log of the fixture home, in the order their names sort in. */
function readHome(): readonly (readonly UsageRecord[])[] {
  return readdirSync(HOME, { recursive: true, encoding: "utf8" })
    .filter((path) => isCodexLog(path))
    .toSorted()
    .map((path) => {
      const { records, skipped } = parseRollout(readFileSync(join(HOME, path)), path);
      assert.deepEqual(skipped, {}, path);
      return records;
    });
}

describe("the small Codex home", () => {
  it("adds up to what was used, in whatever order its files are read", () => {
    const files = readHome();
    assert.equal(files.length, 8);
    for (const order of [files, files.toReversed(), [...files.slice(3), ...files.slice(0, 3)]]) {
      const calls = keepCalls(order.flat());
      const sum = (field: "freshInput" | "cacheRead" | "cacheWrite5m" | "output" | "reasoning"): number =>
        calls.reduce((total, call) => total + call.tokens[field], 0);
      assert.deepEqual(
        [calls.length, sum("freshInput"), sum("cacheRead"), sum("cacheWrite5m"), sum("output"), sum("reasoning")],
        [11, 33_950, 109_300, 2_000, 1_958, 580],
      );
    }
  });

  it("spreads its calls over the sessions that made them", () => {
    const perSession = new Map<string, string[]>();
    for (const call of keepCalls(readHome().flat())) {
      const session = call.sessionId.slice(-4);
      perSession.set(session, [...(perSession.get(session) ?? []), `${call.model} ${call.serviceTier}`]);
    }
    assert.deepEqual(Object.fromEntries(perSession), {
      "000a": Array<string>(4).fill("gpt-5.5 standard"),
      "000c": ["gpt-5.4 priority"],
      "000d": ["gpt-5.4-mini standard"],
      "000e": Array<string>(2).fill("gpt-5.5 flex"),
      "000f": [" standard"],
      lpha: Array<string>(2).fill(" standard"),
    });
  });

  it("holds four typed messages", () => {
    const turns = readHome()
      .flat()
      .filter((record) => record.kind === "turn");
    assert.equal(new Set(turns.map((turn) => turn.id)).size, 4);
  });
});
