import assert from "node:assert/strict";

import { blendPrice, costOfTokens } from "../../../../src/core/perspective/blendPrice.ts";
import type { Assumptions } from "../../../../src/core/perspective/assumptions.ts";
import { modelRates } from "../../../../src/core/perspective/modelRates.ts";
import { COMPANY_MONTH_TOKENS, MODEL_CHOICES, QUOTES, type QuoteId } from "../../../../src/core/perspective/quotes.ts";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";

const AT_MS = Date.UTC(2026, 10, 22, 12);
const pricer = createPricer();

function quote(id: QuoteId): (typeof QUOTES)[number] {
  const found = QUOTES.find((one) => one.id === id);
  assert.ok(found !== undefined);
  return found;
}

function listPrice(assumptions: Assumptions): number {
  const price = blendPrice(assumptions, (part) => modelRates(pricer, part, AT_MS));
  assert.ok(price !== undefined);
  return price.perMillion;
}

describe("the published prices", () => {
  it("make $55, $331 and $903 million of one month's 60.2 trillion tokens, 16 times apart", () => {
    const millions = QUOTES.map(({ perMillion }) => costOfTokens(COMPANY_MONTH_TOKENS, perMillion) / 1e6);
    assert.deepEqual(millions.map(Math.round), [55, 331, 903]);
    const [least = 0, , most = 0] = millions;
    assert.equal(Math.round(most / least), 16);
  });

  it("the observed one lies between writes of five minutes and writes of an hour, at the Opus of its time", () => {
    const { assumptions, perMillion } = quote("observed");
    assert.equal(listPrice(assumptions).toFixed(4), "0.8265");
    assert.equal(listPrice({ ...assumptions, hourWrites: 1 }).toFixed(4), "0.9840");
    assert.ok(listPrice(assumptions) < perMillion && perMillion < listPrice({ ...assumptions, hourWrites: 1 }));
  });

  it("86 % Opus and 70 % from a cache come near $5.5 at the Opus of 2025, and at a third of it with the one after", () => {
    const { assumptions, perMillion } = quote("calculator");
    assert.equal(listPrice(assumptions).toFixed(2), "5.55");
    assert.ok(Math.abs(listPrice(assumptions) / perMillion - 1) < 0.02);
    const [opus, ...others] = assumptions.mix;
    assert.equal(opus?.share, 0.86);
    const later = { ...assumptions, mix: [{ tool: "", model: "claude-opus-4-5", share: 0.86 }, ...others] };
    assert.equal(listPrice(later).toFixed(2), "1.96");
  });

  it("the naive one is every token as fresh input", () => {
    assert.equal(listPrice(quote("naive").assumptions), 15);
  });

  it("every model to choose from has a price", () => {
    for (const model of MODEL_CHOICES) assert.ok(modelRates(pricer, { tool: "", model }, AT_MS) !== undefined, model);
    assert.equal(new Set(MODEL_CHOICES).size, MODEL_CHOICES.length);
    for (const { assumptions } of QUOTES)
      for (const { model } of assumptions.mix) assert.ok(MODEL_CHOICES.includes(model));
  });
});

describe("modelRates", () => {
  it("gives list prices per million, those of short prompts", () => {
    assert.deepEqual(modelRates(pricer, { tool: "", model: "claude-sonnet-4-5" }, AT_MS), {
      freshInput: 3,
      cacheRead: 0.3,
      cacheWrite5m: 3.75,
      cacheWrite1h: 6,
      output: 15,
    });
  });

  it("knows nothing of a model that the list does not have", () => {
    assert.equal(modelRates(pricer, { tool: "", model: "own-model" }, AT_MS), undefined);
  });
});
