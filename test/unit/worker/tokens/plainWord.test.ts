import assert from "node:assert/strict";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { plainWordEnd } from "../../../../src/worker/tokens/plainWord.ts";
import { seededRandom } from "../../../support/generateHome/random.ts";
import { randomText } from "./randomText.ts";

const PARTS = [
  "a",
  "b",
  "xyz",
  "A",
  "B",
  "XY",
  " ",
  "  ",
  "'",
  "'s",
  "'LL",
  "'x",
  ".",
  "\n",
  "1",
  "é",
  "ſ",
  "\u0301",
  "中",
] as const;

describe("the end of a plain word", () => {
  it("is found after small letters, with a space or capitals before them", () => {
    assert.equal(plainWordEnd("word", 0), 4);
    assert.equal(plainWordEnd(" word.", 0), 5);
    assert.equal(plainWordEnd("the Word is", 3), 8);
    assert.equal(plainWordEnd("HTTPserver(", 0), 10);
  });

  it("is left to the pattern where the word may go on or is none", () => {
    for (const text of ["camelCase", "don't", "naïve", "cafe\u0301", "  word", "WORD", ".word", "1st", "", " "]) {
      assert.equal(plainWordEnd(text, 0), -1, text);
    }
  });

  for (const [name, { pat_str: source }] of Object.entries({ o200k, cl100k })) {
    it(`is where the pattern of ${name} ends it`, () => {
      const random = seededRandom(7);
      const pattern = new RegExp(source, "uy");
      let found = 0;
      for (let index = 0; index < 20_000; index += 1) {
        const short = Array.from({ length: random.int(1, 8) }, () => random.pick(PARTS)).join("");
        const text = random.chance(0.5) ? short : randomText(random);
        for (let start = 0; start < text.length; start = pattern.lastIndex) {
          pattern.lastIndex = start;
          assert.ok(pattern.test(text));
          const end = plainWordEnd(text, start);
          if (end >= 0) {
            found += 1;
            assert.equal(end, pattern.lastIndex, JSON.stringify(text.slice(start)));
          }
        }
      }
      assert.ok(found > 10_000);
    });
  }
});
