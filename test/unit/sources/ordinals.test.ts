import assert from "node:assert/strict";
import { Ordinals } from "../../../src/sources/ordinals.ts";

describe("Records that are alike", () => {
  it("are numbered, also when reading goes on later", () => {
    const before = new Ordinals(undefined, 10);
    assert.deepEqual([before.next("a"), before.next("b"), before.next("a")], [0, 0, 1]);
    const after = new Ordinals(JSON.parse(JSON.stringify(before.state)), 10);
    assert.deepEqual([after.next("a"), after.next("b"), after.next("c")], [2, 1, 0]);
  });

  it("are known as long as there were not too many others since", () => {
    const ordinals = new Ordinals({}, 2);
    assert.deepEqual(
      ["a", "b", "a", "c", "a", "b"].map((content) => ordinals.next(content)),
      [0, 0, 1, 0, 2, 0],
    );
    assert.deepEqual(Object.keys(ordinals.state), ["a", "b"]);
  });

  it("start anew where nothing of use was saved", () => {
    for (const saved of [null, [], "a", { a: "1" }]) assert.equal(new Ordinals(saved, 2).next("a"), 0);
  });
});
