import assert from "node:assert/strict";
import * as fc from "fast-check";

import { numberForm } from "../../../../src/core/perspective/numberForm.ts";
import { MOST_TOKENS, readAmount, readPercent } from "../../../../src/core/perspective/readAmount.ts";
import { inGerman } from "../../../support/inGerman.ts";

const HOSTILE = [
  "",
  " ",
  "-1",
  "1e9",
  "NaN",
  "Infinity",
  "0x10",
  "1..2",
  "1.2.3",
  "T",
  "5Q",
  "<b>",
  "5constructor",
  "１２",
  "9".repeat(5000),
];

const readEnglish = (text: string): ReturnType<typeof readAmount> => readAmount(text, numberForm());

describe("readAmount", () => {
  it("reads numbers with and without a magnitude", () => {
    assert.equal(readEnglish("60.2T"), 60.2e12);
    assert.equal(readEnglish(" 708 m "), 708e6);
    assert.equal(readEnglish("1,500,000"), 1_500_000);
    assert.equal(readEnglish(".5B"), 500_000_000);
    assert.equal(readEnglish("0"), 0);
  });

  it("reads them as the reader's language writes them", () => {
    const form = inGerman(numberForm);
    assert.equal(readAmount("60,2 Bio.", form), 60.2e12);
    assert.equal(readAmount("708 Mio.", form), 708e6);
    assert.equal(readAmount("1,4 mrd", form), 1.4e9);
    assert.equal(readAmount("1.500.000", form), 1_500_000);
    assert.equal(readAmount("60,2T", form), 60.2e12);
    assert.equal(readAmount("1 500 000", form), 1_500_000);
  });

  it("refuses a mark that groups no thousands, as it may be meant as a decimal one", () => {
    for (const text of ["1,5M", "60,2T", "1,50", "1500,000", "1,5000", "1 5M", ",500", "1,,500"]) {
      assert.equal(readEnglish(text), undefined, text);
    }
    assert.equal(readEnglish("1,500M"), 1.5e9);
    assert.equal(readEnglish("1,500.25K"), 1_500_250);
    assert.equal(readEnglish("12,34,567"), 1_234_567, "as in India");
    const form = inGerman(numberForm);
    for (const text of ["1.5M", "60.2T", "1.50", "1.500.00"]) assert.equal(readAmount(text, form), undefined, text);
  });

  it("takes nothing else, and tells of numbers beyond what can be meant", () => {
    for (const text of HOSTILE) assert.equal(readEnglish(text), undefined, text.slice(0, 20));
    assert.equal(readEnglish("100000T"), MOST_TOKENS);
    for (const text of ["100001T", "999,999T", "9".repeat(40)]) assert.equal(readEnglish(text), "tooMany", text);
  });
});

describe("readPercent", () => {
  it("reads percent with a point or a comma", () => {
    assert.equal(readPercent("94.8"), 0.948);
    assert.equal(readPercent("4,2 %"), 0.042);
    assert.equal(readPercent("100"), 1);
    assert.equal(readPercent("0"), 0);
  });

  it("takes nothing else", () => {
    for (const text of [...HOSTILE, "101", "1,000.5"]) assert.equal(readPercent(text), undefined, text.slice(0, 20));
  });

  it("whatever is typed, gives a usable number or none", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const amount = readEnglish(text);
        const isUsable = typeof amount === "number" && Number.isInteger(amount) && amount >= 0 && amount <= MOST_TOKENS;
        assert.ok(isUsable || amount === "tooMany" || amount === undefined);
        const share = readPercent(text);
        assert.ok(share === undefined || (share >= 0 && share <= 1));
      }),
    );
  });
});
