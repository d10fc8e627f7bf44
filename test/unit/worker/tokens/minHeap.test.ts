import assert from "node:assert/strict";
import * as fc from "fast-check";
import { MinHeap } from "../../../../src/worker/tokens/minHeap.ts";

describe("a heap", () => {
  it("gives its numbers back in order, however many there are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 50)), fc.nat(4), (values, capacity) => {
        const heap = new MinHeap(capacity);
        for (const value of values) heap.push(value);
        const taken = values.map(() => heap.pop());
        assert.deepEqual(taken, [...Float64Array.from(values).toSorted()]);
        assert.equal(heap.pop(), undefined);
      }),
    );
  });

  it("takes numbers between those it gives", () => {
    const heap = new MinHeap(1);
    for (const value of [5, 3, 9]) heap.push(value);
    assert.equal(heap.pop(), 3);
    heap.push(1);
    heap.push(7);
    assert.deepEqual([heap.pop(), heap.pop(), heap.pop(), heap.pop(), heap.pop()], [1, 5, 7, 9, undefined]);
  });
});
