import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { ExactCounter } from "../../../../src/worker/tokens/exactCounter.ts";
import { readPackageRanks } from "../../../../src/worker/tokens/packageRanks.ts";

const MOST_CACHED = 65_536;

describe("the exact counter", () => {
  const counters = {
    o200k: new ExactCounter(readPackageRanks(o200k)),
    cl100k: new ExactCounter(readPackageRanks(cl100k)),
  };

  for (const [name, counter] of Object.entries(counters)) {
    it(`counts nothing in an empty text, and one token in a word it knows, in ${name}`, () => {
      assert.equal(counter.count(""), 0);
      assert.equal(counter.count("hello"), 1);
      assert.equal(counter.count("hello world"), 2);
    });

    it(`takes the name of a special token for text in ${name}`, () => {
      // <, |, endo, ft, ext, |, > or the like: anything but the one token of its name.
      assert.equal(counter.count("<|endoftext|>"), 7);
    });

    it(`counts a half of a surrogate as the character that replaces it in ${name}`, () => {
      assert.equal(counter.count("\ud83d"), counter.count("\ufffd"));
      assert.equal(counter.count("a\udc00b"), counter.count("a\ufffdb"));
    });
  }

  it("counts a text the same however often and after whatever", () => {
    const text = "Überraschungsgäste kommen unangemeldet";
    const first = counters.o200k.count(text);
    counters.o200k.count("x".repeat(50_000));
    assert.equal(counters.o200k.count(text), first);
  });

  it("remembers a bounded number of pieces", () => {
    const counter = new ExactCounter(readPackageRanks(cl100k));
    for (let batch = 0; batch < 10; batch += 1) {
      counter.count(
        Array.from({ length: 10_000 }, (_, index) => ` ünbekannt${letters(batch * 10_000 + index)}`).join(),
      );
      assert.ok(counter.cachedPieces <= MOST_CACHED);
    }
    assert.ok(counter.cachedPieces > MOST_CACHED / 4);
  });

  it("keeps no text alive that its pieces were cut from", () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const counter = new ExactCounter(readPackageRanks(cl100k));
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const [texts, textBytes] = [40, 500_000];
    for (let index = 0; index < texts; index += 1) {
      const unknown = ` Unbekanntesding${letters(index)} `;
      counter.count(`${unknown}${" the".repeat(textBytes / 4)}`);
    }
    collectGarbage();
    assert.ok(counter.cachedPieces >= texts);
    assert.ok(process.memoryUsage().heapUsed - before < (texts * textBytes) / 2);
  });
});

/** A different word for each number: digits would be pieces of their own. */
function letters(value: number): string {
  return value.toString(26).replaceAll(/\d/gu, (digit) => "qrstuvwxyz".charAt(Number(digit)).toUpperCase());
}
