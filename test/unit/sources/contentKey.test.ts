import assert from "node:assert/strict";
import { contentKey } from "../../../src/sources/contentKey.ts";

describe("the key of a content", () => {
  it("is the same for the same content and another for any other", () => {
    assert.equal(contentKey("a", 1, undefined), contentKey("a", 1, undefined));
    const keys = [
      contentKey("a", "b"),
      contentKey("ab"),
      contentKey("a", "b", ""),
      contentKey("a", 1),
      contentKey("a", "1"),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});
