import assert from "node:assert/strict";
import * as fc from "fast-check";

import { numberForm } from "../../../../src/core/perspective/numberForm.ts";
import { readAmount, readPercent } from "../../../../src/core/perspective/readAmount.ts";
import {
  amountDigits,
  roughTokens,
  shareDigits,
  shareWords,
  timesWords,
} from "../../../../src/webview/perspective/shareWords.ts";
import { inGerman } from "../../../support/inGerman.ts";

describe("the words for shares and amounts", () => {
  it("tell assumptions by their decimal, and amounts by their magnitude", () => {
    assert.equal(shareWords(0.948), "94.8%");
    assert.equal(shareDigits(0.002), "0.2");
    assert.equal(amountDigits(60.2e12), "60.2T");
    assert.equal(amountDigits(1500), "1,500");
    assert.equal(roughTokens(2.66e12), "2.66T");
    assert.equal(timesWords(2722.6), "2,700");
    assert.equal(timesWords(3.42), "3.4");
  });

  it("can be typed back as they stand, in every language", () => {
    const tokens = fc.integer({ min: 0, max: 1e17 });
    const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
    const check = (): void =>
      fc.assert(
        fc.property(tokens, share, (amount, part) => {
          const read = readAmount(amountDigits(amount), numberForm());
          assert.ok(typeof read === "number" && Math.abs(read - amount) <= amount * 1e-5, amountDigits(amount));
          assert.ok(Math.abs((readPercent(shareDigits(part)) ?? Number.NaN) - part) < 1e-9, shareDigits(part));
        }),
      );
    check();
    inGerman(check);
  });
});
