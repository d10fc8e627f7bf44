import assert from "node:assert/strict";
import * as v from "valibot";
import type { LandedCommit } from "../../../../src/core/outcomes/landedDeeds.ts";
import { outcomeDays } from "../../../../src/core/outcomes/outcomeDays.ts";
import { outcomeBatchSchema } from "../../../../src/shared/board/outcomeDay.ts";

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 14, 12);
const TODAY = Math.floor(NOW_MS / DAY_MS);

const commit = (daysBack: number, changes: Partial<LandedCommit> = {}): LandedCommit => ({
  hash: "a".repeat(40),
  landedMs: NOW_MS - daysBack * DAY_MS,
  change: undefined,
  added: 10,
  removed: 3,
  surviving: undefined,
  isGreen: false,
  ...changes,
});
const run = (daysBack: number, passed: boolean) => ({ atMs: NOW_MS - daysBack * DAY_MS, passed });
const days = (commits: readonly LandedCommit[], runs: readonly ReturnType<typeof run>[] = []) =>
  outcomeDays(commits, runs, (day) => (TODAY - day) * 1_000_000, NOW_MS);

describe("outcomes by day", () => {
  it("leave out days of which there is nothing to tell", () => {
    assert.deepEqual(days([]), []);
  });

  it("tell what landed and what ran on the day, each merged change once", () => {
    const [found, ...others] = days(
      [commit(3, { change: "c" }), commit(3, { change: "c" }), commit(3)],
      [run(3, true), run(3, false)],
    );
    assert.deepEqual(others, []);
    assert.deepEqual(found, {
      day: TODAY - 3,
      merged: 1,
      effAdded: 30,
      effMatured: 0,
      effSurviving: 0,
      reworked: 0,
      testRuns: 2,
      testGreen: 1,
      promptToMergeH: null,
      costMaturedMicro: 0,
    });
  });

  it("tell of lines on the day that they became two weeks old, with what the day of landing cost", () => {
    const [landed, matured] = days([commit(20, { surviving: 7 })]);
    assert.deepEqual([landed?.day, landed?.effAdded, landed?.effMatured], [TODAY - 20, 10, 0]);
    assert.deepEqual(
      [matured?.day, matured?.effMatured, matured?.effSurviving, matured?.reworked, matured?.costMaturedMicro],
      [TODAY - 6, 10, 7, 3, 20_000],
    );
  });

  it("reach back two months and fit into one request", () => {
    const all = days(Array.from({ length: 100 }, (_, back) => commit(back)));
    assert.equal(all.length, 62);
    assert.equal(all[0]?.day, TODAY - 61);
    assert.ok(v.is(outcomeBatchSchema, { v: 1, days: all.map((day) => ({ ...day, rev: 1 })) }));
  });
});
