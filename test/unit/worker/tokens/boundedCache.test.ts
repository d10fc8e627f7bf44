import assert from "node:assert/strict";
import { BoundedCache } from "../../../../src/worker/tokens/boundedCache.ts";

describe("a bounded cache", () => {
  it("answers what was put in", () => {
    const cache = new BoundedCache(4);
    cache.set("one", 1);
    cache.set("nothing", 0);
    assert.equal(cache.get("one"), 1);
    assert.equal(cache.get("nothing"), 0);
    assert.equal(cache.get("two"), undefined);
  });

  it("never holds more than two generations", () => {
    const cache = new BoundedCache(10);
    for (let index = 0; index < 1_000; index += 1) {
      cache.set(`key ${index}`, index);
      assert.ok(cache.size <= 20);
    }
    for (let index = 990; index < 1_000; index += 1) assert.equal(cache.get(`key ${index}`), index);
    assert.ok(cache.size <= 20);
  });

  it("keeps what is in use and forgets what is not", () => {
    const cache = new BoundedCache(10);
    cache.set("used", 1);
    cache.set("unused", 2);
    for (let index = 0; index < 100; index += 1) {
      cache.set(`key ${index}`, index);
      assert.equal(cache.get("used"), 1);
    }
    assert.equal(cache.get("unused"), undefined);
  });
});
