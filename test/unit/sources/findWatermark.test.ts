import assert from "node:assert/strict";
import { findWatermark } from "../../../src/sources/findWatermark.ts";
import type { LogStore, StoreRow } from "../../../src/sources/logStore.ts";

/** A store whose table has a row at place 7, and one without a session at place 9. */
const store: LogStore = {
  columns: () => new Set(["session", "seq"]),
  rows: (_query, place): readonly StoreRow[] => {
    if (place === 9) return [{ session: null, seq: 3 }];
    return place === 7 ? [{ session: "s1", seq: 3 }] : [];
  },
};

const find = (saved: unknown) => findWatermark(store, "event", ["session", "seq"], saved);

describe("Where reading of a table goes on", () => {
  it("is after the last row that was read, where that row is still there", () => {
    const mark = { place: 7, key: ["s1", 3] };
    assert.deepEqual(find(mark), mark);
    const withoutSession = { place: 9, key: [null, 3] };
    assert.deepEqual(find(withoutSession), withoutSession);
  });

  it("is its start where another row is in its place, or none", () => {
    assert.equal(find({ place: 7, key: ["s2", 3] }), null);
    assert.equal(find({ place: 7, key: ["s1"] }), null);
    assert.equal(find({ place: 8, key: ["s1", 3] }), null);
  });

  it("is its start where nothing of use was saved", () => {
    for (const saved of [undefined, null, "7", {}, { place: "7", key: ["s1", 3] }, { place: 7, key: "s1" }]) {
      assert.equal(find(saved), null);
    }
  });
});
