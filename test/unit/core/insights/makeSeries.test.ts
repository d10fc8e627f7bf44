import assert from "node:assert/strict";
import { makeSeries, type KeyedUsage } from "../../../../src/core/insights/makeSeries.ts";
import { NO_USAGE } from "../../../../src/shared/usageTotals.ts";

const usage = (project: string, freshInput: number): KeyedUsage => ({
  tool: "codex",
  model: "gpt-5.5",
  project,
  kind: "steered",
  totals: { ...NO_USAGE, freshInput, costNanos: 2 * freshInput },
});

describe("a series", () => {
  it("has the largest eight keys by themselves, and all others as one rest", () => {
    const projects = Array.from({ length: 11 }, (_, index) => usage(`p${index}`, 100 - index));
    const { keys, points } = makeSeries("day", "project", [
      { startMs: 0, label: "one", usage: projects },
      { startMs: 1, label: "two", usage: [] },
      { startMs: 2, label: "three", usage: [usage("p10", 1), usage("p0", 5), usage("p0", 5)] },
    ]);
    assert.deepEqual(
      keys.map(({ key }) => key),
      ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", ""],
    );
    assert.deepEqual(
      keys.map(({ isRest }) => isRest),
      [...Array.from({ length: 8 }, () => false), true],
    );
    assert.deepEqual(points[0]?.tokens, [100, 99, 98, 97, 96, 95, 94, 93, 92 + 91 + 90]);
    assert.deepEqual(points[1]?.tokens, [0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(points[2]?.costNanos, [20, 0, 0, 0, 0, 0, 0, 0, 2]);
  });

  it("tells what has no price apart from what costs nothing", () => {
    const unpriced = usage("a", 3);
    const totals = { ...unpriced.totals, costNanos: 0, unpricedTokens: 3 };
    const buckets = [{ startMs: 0, label: "one", usage: [{ ...unpriced, totals }, usage("a", 1), usage("b", 2)] }];
    const [point] = makeSeries("day", "project", buckets).points;
    assert.deepEqual(
      [point?.costNanos, point?.unpricedTokens],
      [
        [2, 4],
        [3, 0],
      ],
    );
  });

  it("tells apart usage without a folder from the rest", () => {
    const { keys } = makeSeries("day", "project", [{ startMs: 0, label: "one", usage: [usage("", 3), usage("b", 3)] }]);
    assert.deepEqual(keys, [
      { key: "", isRest: false },
      { key: "b", isRest: false },
    ]);
  });

  it("is stacked by what was asked for", () => {
    const buckets = [{ startMs: 0, label: "one", usage: [usage("a", 3), usage("b", 4)] }];
    const keysBy = (stackBy: "tool" | "model" | "kind"): readonly string[] =>
      makeSeries("day", stackBy, buckets).keys.map(({ key }) => key);
    assert.deepEqual(keysBy("tool"), ["codex"]);
    assert.deepEqual(keysBy("model"), ["gpt-5.5"]);
    assert.deepEqual(keysBy("kind"), ["steered"]);
  });
});
