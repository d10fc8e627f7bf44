import assert from "node:assert/strict";
import { isSampled } from "../../../src/core/recountSample.ts";
import { seededRandom } from "../../support/generateHome/random.ts";

describe("the sample of calls that are recounted", () => {
  it("is at most one call in a hundred, and not much less, of ids of any kind", () => {
    const random = seededRandom(7);
    const kinds: Readonly<Record<string, (index: number) => string>> = {
      counted: (index) => `msg_${index}`,
      random: () => `msg_01${random.int(0, 2 ** 31).toString(36)}${random.int(0, 2 ** 31).toString(36)}`,
      uuid: () => `${random.int(0, 2 ** 31).toString(16)}-4d5e-${random.int(0, 2 ** 31).toString(16)}`,
    };
    for (const [kind, make] of Object.entries(kinds)) {
      const sampled = Array.from({ length: 50_000 }, (_, index) => make(index)).filter(isSampled).length;
      assert.ok(sampled > 250 && sampled <= 500, `${kind}: ${sampled}`);
    }
  });

  it("is always the same", () => {
    const first = Array.from({ length: 1000 }, (_, index) => `id ${index}`).filter(isSampled);
    assert.deepEqual(
      first.filter((id) => isSampled(id)),
      first,
    );
    assert.ok(first.length > 0);
  });
});
