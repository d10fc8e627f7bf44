import assert from "node:assert/strict";
import { readCode } from "../../../../src/shared/board/readCode.ts";

describe("readCode", () => {
  it("takes a code with or without dashes, in capitals, with spaces or another kind of dash", () => {
    const code = "a2bc-d3ef-g4hj-k5mn-p6qr";
    for (const typed of [
      code,
      code.toUpperCase(),
      "a2bcd3efg4hjk5mnp6qr",
      " a2bc d3ef g4hj k5mn p6qr\n",
      code.replaceAll("-", "–"),
    ])
      assert.equal(readCode(typed), code, typed);
  });

  it("takes nothing else", () => {
    for (const typed of [
      "",
      "a2bc",
      "a2bc-d3ef-g4hj-k5mn-p6q",
      "a2bc-d3ef-g4hj-k5mn-p6qrs",
      "a1bc-d3ef-g4hj-k5mn-p6qr",
      "<b>",
    ])
      assert.equal(readCode(typed), undefined, typed);
  });
});
