import assert from "node:assert/strict";
import { printed } from "../../../../src/sources/aider/usageText.ts";

const tokens = (sent: number) => printed({ sent, received: 0, cost: 0, sessionCost: 0 }).sent;
const dollars = (cost: number) => printed({ sent: 0, received: 0, cost, sessionCost: cost }).cost;

describe("Numbers as Aider prints them", () => {
  it("are whole below a thousand, tenths of thousands below ten, thousands above", () => {
    assert.deepEqual([999, 1000, 1249, 9949, 9999, 10_000, 12_345, 1_234_567].map(tokens), [
      "999",
      "1.0k",
      "1.2k",
      "9.9k",
      "10.0k",
      "10k",
      "12k",
      "1235k",
    ]);
  });

  it("are cents, or as many digits as a smaller cost takes", () => {
    assert.deepEqual([0.047, 12.345, 0.01, 0.0099, 0.0034, 0.000_116_44].map(dollars), [
      "0.05",
      "12.35",
      "0.01",
      "0.0099",
      "0.0034",
      "0.00012",
    ]);
    assert.equal(dollars(0), undefined);
  });

  it("go to the even digit from exactly between two, as Python rounds", () => {
    assert.deepEqual([1250, 1750, 12_500, 13_500].map(tokens), ["1.2k", "1.8k", "12k", "14k"]);
    assert.deepEqual([0.125, 0.375].map(dollars), ["0.12", "0.38"]);
  });
});
