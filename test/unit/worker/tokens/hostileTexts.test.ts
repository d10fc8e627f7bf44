import assert from "node:assert/strict";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { ExactCounter } from "../../../../src/worker/tokens/exactCounter.ts";
import { readPackageRanks } from "../../../../src/worker/tokens/packageRanks.ts";
import { seededRandom } from "../../../support/generateHome/random.ts";
import { hostileTexts } from "../../../support/hostileTexts.ts";
import { naiveCounter } from "./naiveCount.ts";

/** What other programs for the same encodings count in 100,000 characters; they take seconds to minutes for it. */
const KNOWN_COUNTS = {
  o200k: { "one letter": 12_500, spaces: 782, newlines: 6_250, digits: 33_334, dashes: 1_562 },
  cl100k: { "one letter": 12_500, spaces: 782, newlines: 3_125, digits: 33_334, dashes: 1_562 },
};

describe("hostile texts", function () {
  this.timeout(240_000);

  for (const [name, packageRanks] of Object.entries({ o200k, cl100k })) {
    const ranks = readPackageRanks(packageRanks);

    it(`are counted in ${name} as by the book`, () => {
      const counter = new ExactCounter(ranks);
      const naive = naiveCounter(ranks);
      // Short ones are merged by scanning, long ones with a heap; each on both sides of where that changes.
      for (const length of [20, 31, 32, 33, 48, 95, 96, 97, 400]) {
        for (const [what, text] of Object.entries(hostileTexts(seededRandom(length), length))) {
          assert.equal(counter.count(text), naive(text), `${what}, ${length} characters`);
        }
      }
    });
  }

  for (const [name, packageRanks] of Object.entries({ o200k, cl100k } as const)) {
    it(`are counted in ${name} at 100,000 characters as others count them`, () => {
      const counter = new ExactCounter(readPackageRanks(packageRanks));
      const texts = hostileTexts(seededRandom(1), 100_000);
      const expected = name === "o200k" ? KNOWN_COUNTS.o200k : KNOWN_COUNTS.cl100k;
      const counted = Object.keys(expected).map((what) => [what, counter.count(texts[what] ?? "")]);
      assert.deepEqual(Object.fromEntries(counted), expected);
    });
  }

  it("count the same in one long run as in the runs that it is merged from", () => {
    // Where every token of a run is the same, the count of a whole number of them is that number.
    const counter = new ExactCounter(readPackageRanks(o200k));
    const perToken = 8;
    for (const tokens of [100, 1_000, 12_500]) assert.equal(counter.count("a".repeat(perToken * tokens)), tokens);
  });
});
