import assert from "node:assert/strict";
import { Tiktoken } from "js-tiktoken/lite";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { ExactCounter } from "../../../../src/worker/tokens/exactCounter.ts";
import { readPackageRanks } from "../../../../src/worker/tokens/packageRanks.ts";
import { seededRandom } from "../../../support/generateHome/random.ts";
import { randomText } from "./randomText.ts";

const TEXTS = 25_000;

describe("the exact counter beside js-tiktoken", function () {
  this.timeout(300_000);

  for (const [name, ranks] of Object.entries({ o200k, cl100k })) {
    it(`counts ${TEXTS} random texts alike in ${name}`, () => {
      const random = seededRandom(20_260);
      const oracle = new Tiktoken(ranks);
      const counter = new ExactCounter(readPackageRanks(ranks));
      const different: string[] = [];
      for (let index = 0; index < TEXTS; index += 1) {
        const text = randomText(random);
        const [counted, expected] = [counter.count(text), oracle.encode(text, [], []).length];
        if (counted !== expected) different.push(`${JSON.stringify(text)}: ${counted}, not ${expected}`);
      }
      assert.deepEqual(different, []);
    });
  }
});
