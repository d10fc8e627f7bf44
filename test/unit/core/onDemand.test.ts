import assert from "node:assert/strict";

import { onDemand } from "../../../src/core/onDemand.ts";

describe("onDemand", () => {
  it("makes what is asked for once, and not before", () => {
    let made = 0;
    const ask = onDemand(() => {
      made += 1;
      return { made };
    });
    assert.equal(made, 0);
    assert.equal(ask(), ask());
    assert.equal(made, 1);
  });
});
