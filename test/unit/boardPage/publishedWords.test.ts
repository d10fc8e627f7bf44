import assert from "node:assert/strict";
import { publishedNumber, publishedWords } from "../../../src/boardPage/publishedWords.ts";
import { WITHHELD_REASONS } from "../../../src/shared/board/published.ts";

const format = (value: number): string => `${value} t`;

describe("publishedWords", () => {
  it("writes a value, a band and the reason why there is neither", () => {
    assert.equal(publishedWords({ kind: "value", value: 12 }, format, 8), "12 t");
    assert.equal(publishedWords({ kind: "band", from: 10, to: 20 }, format, 8), "10 t to 20 t");
    const reasons = WITHHELD_REASONS.map((reason) => publishedWords({ kind: "withheld", reason }, format, 8));
    assert.equal(new Set(reasons).size, WITHHELD_REASONS.length);
    for (const words of reasons) assert.ok(words.startsWith("not shown: "), words);
    assert.ok(publishedWords({ kind: "withheld", reason: "tooFew" }, format, 12).includes("fewer than 12 people"));
  });

  it("never stands a zero in for what is withheld", () => {
    assert.equal(publishedNumber({ kind: "withheld", reason: "tooFew" }), undefined);
    assert.equal(publishedNumber({ kind: "band", from: 10, to: 20 }), 15);
  });
});
