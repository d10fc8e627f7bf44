import assert from "node:assert/strict";
import { longestBar } from "../../../../src/boardPage/volume/longestBar.ts";

describe("the longest bar", () => {
  it("stands for the most that counts, or will", () => {
    const entries = [
      { counted: 70, provisional: 0 },
      { counted: 20, provisional: 60 },
    ];
    assert.equal(longestBar(entries), 80);
  });

  it("is of some length also where nothing counts yet", () => {
    assert.equal(longestBar([{ counted: 0, provisional: 8 }]), 8);
    assert.equal(longestBar([{ counted: 0, provisional: 0 }]), 1);
    assert.equal(longestBar([]), 1);
  });
});
