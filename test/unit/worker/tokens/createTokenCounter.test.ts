import assert from "node:assert/strict";
import { createTokenCounter } from "../../../../src/worker/tokens/createTokenCounter.ts";
import type { Encoding } from "../../../../src/worker/tokens/encoding.ts";
import { readRanks } from "../../../../src/worker/tokens/readRanks.ts";

describe("the token counter", () => {
  it("counts with the encoding of the model", () => {
    const counter = createTokenCounter();
    const text = "数据结构与算法分析";
    assert.equal(counter.count(text, "gpt-4o"), 5);
    assert.equal(counter.count(text, "gpt-4"), 8);
    assert.equal(counter.count(text, "claude-sonnet-4-5"), counter.count(text, "gpt-4o"));
  });

  it("reads a table when it first needs it, and once", () => {
    const opened: Encoding[] = [];
    const counter = createTokenCounter((encoding) => {
      opened.push(encoding);
      return readRanks(encoding);
    });
    assert.deepEqual(opened, []);
    counter.count("hello", "gpt-4");
    counter.count("hello again", "gpt-3.5-turbo");
    assert.deepEqual(opened, ["cl100k_base"]);
    counter.count("hello", "gpt-5");
    counter.count("hello", "gemini-2.5-pro");
    assert.deepEqual(opened, ["cl100k_base", "o200k_base"]);
  });

  it("keeps apart what one text is in two encodings", () => {
    const counter = createTokenCounter();
    const text = "数据结构与算法分析".repeat(100);
    const apart = [counter.count(text, "gpt-4o"), counter.count(text, "gpt-4")];
    assert.notEqual(apart[0], apart[1]);
    assert.deepEqual([counter.count(text, "gpt-4o"), counter.count(text, "gpt-4")], apart);
  });

  it("counts very long texts in parts, without cutting a character in two", () => {
    const counter = createTokenCounter();
    // One piece of millions of letters would be more than the pattern's matcher can take.
    const [letters, faces] = ["中".repeat(2_500_000), `a${"😀".repeat(1_250_000)}`];
    const perLetter = counter.count("中".repeat(1_000), "gpt-5") / 1_000;
    const perFace = counter.count("😀".repeat(1_000), "gpt-5") / 1_000;
    assert.ok(Math.abs(counter.count(letters, "gpt-5") - 2_500_000 * perLetter) < 10);
    assert.ok(Math.abs(counter.count(faces, "gpt-5") - 1_250_000 * perFace) < 10);
  }).timeout(240_000);
});
