import assert from "node:assert/strict";
import { SliceSize } from "../../../../src/server/database/sliceSize.ts";

describe("the size of a job's slices", () => {
  const sizesAt = async (msPerItem: (slice: number) => number, slices: number): Promise<readonly number[]> => {
    let nowMs = 0;
    const sizes: number[] = [];
    const size = new SliceSize({ least: 20, most: 400 }, () => nowMs);
    for (let i = 0; i < slices; i += 1)
      await size.take((items) => {
        sizes.push(items);
        nowMs += items * msPerItem(i);
        return Promise.resolve();
      });
    return sizes;
  };

  it("begins small and comes to what takes five milliseconds", async () => {
    assert.deepEqual(await sizesAt(() => 0.03125, 6), [20, 40, 80, 160, 160, 160]);
  });

  it("stays within its bounds, however quick or slow the database is", async () => {
    assert.deepEqual(await sizesAt(() => 0, 7), [20, 40, 80, 160, 320, 400, 400]);
    assert.deepEqual(await sizesAt(() => 100, 3), [20, 20, 20]);
  });

  it("halves at most when one slice came at a bad moment", async () => {
    assert.deepEqual(await sizesAt((slice) => (slice === 4 ? 50 : 0.0125), 7), [20, 40, 80, 160, 320, 160, 320]);
  });

  it("goes by the longest transaction of a slice that takes several", async () => {
    let nowMs = 0;
    const size = new SliceSize({ least: 20, most: 400 }, () => nowMs);
    for (const tookMs of [1, 4, 2])
      await size.time(() => {
        nowMs += tookMs;
        return Promise.resolve();
      });
    size.learn();
    assert.equal(size.size, 25);
  });
});
