import assert from "node:assert/strict";
import { COUNTED_CHARACTERS, countText } from "../../../src/sources/countText.ts";
import type { TokenCounter } from "../../../src/sources/source.ts";

describe("counting a text", () => {
  const asked: number[] = [];
  /** One token for every four characters. */
  const counter: TokenCounter = {
    count(text) {
      asked.push(text.length);
      return text.length / 4;
    },
  };

  it("counts all of a text of ordinary length", () => {
    assert.deepEqual(countText(counter, "a".repeat(400), "gpt-5"), { tokens: 100, isExact: true });
    assert.deepEqual(countText(counter, "a".repeat(COUNTED_CHARACTERS), "gpt-5"), { tokens: 25_000, isExact: true });
    assert.deepEqual(countText(counter, "", "gpt-5"), { tokens: 0, isExact: true });
  });

  it("counts the start of a longer one, takes the rest to be like it and says so", () => {
    asked.length = 0;
    assert.deepEqual(countText(counter, "a".repeat(10_000_002), "gpt-5"), { tokens: 2_500_001, isExact: false });
    assert.deepEqual(asked, [COUNTED_CHARACTERS]);
  });
});
