import assert from "node:assert/strict";
import { MetricSums } from "../../../src/otel/metricSums.ts";
import type { MetricPoint } from "../../../src/otel/telemetry.ts";

const START_MS = 1_000_000;

function point(value: number, changes: Partial<MetricPoint> = {}): MetricPoint {
  return {
    resource: new Map([["service.name", "x"]]),
    scope: "s",
    attributes: new Map([["type", "input"]]),
    metric: "tokens",
    temporality: "cumulative",
    startedAt: `${START_MS}000000`,
    value,
    ...changes,
  };
}

describe("sums of metrics", () => {
  let sums: MetricSums;

  beforeEach(() => {
    sums = new MetricSums(START_MS - 1);
  });

  const add = (...points: readonly MetricPoint[]): readonly number[] => points.map((each) => sums.add(each));

  it("add up deltas", () => {
    const delta = { temporality: "delta" } as const;
    assert.deepEqual(add(point(5, delta), point(5, delta), point(2, delta)), [5, 5, 2]);
  });

  it("take the rise of cumulative values, told again or not", () => {
    assert.deepEqual(add(point(5), point(5), point(9)), [5, 0, 4]);
  });

  it("begin anew where the emitter does", () => {
    assert.deepEqual(add(point(5), point(3, { startedAt: `${START_MS + 1}000000` }), point(4)), [5, 3, 4]);
    assert.deepEqual(add(point(2)), [2]);
  });

  it("keep series apart by what they are of, however it is ordered", () => {
    const attributes = new Map([["type", "output"]]);
    const two = [
      ["a", "1"],
      ["b", "2"],
    ] as const;
    assert.deepEqual(
      add(
        point(5),
        point(5, { attributes }),
        point(5, { scope: "t" }),
        point(5, { attributes: new Map(two) }),
        point(6, { attributes: new Map(two.toReversed()) }),
      ),
      [5, 5, 5, 5, 1],
    );
  });

  it("take what was counted before they began as a base only", () => {
    sums = new MetricSums(START_MS + 1);
    assert.deepEqual(add(point(500), point(507)), [0, 7]);
  });

  it("hold no more series than they can", () => {
    for (let index = 0; index < 10_001; index += 1) add(point(1, { scope: `${index}` }));
    // The first was forgotten, the last was not.
    assert.deepEqual(add(point(1, { scope: "10000" }), point(1, { scope: "0" })), [0, 1]);
  });
});
