import assert from "node:assert/strict";
import * as fc from "fast-check";

import { splitTokens } from "../../../../src/core/perspective/assumptions.ts";
import { MOST_MODELS } from "../../../../src/core/perspective/mix.ts";
import { COMPANY_MONTH_TOKENS } from "../../../../src/core/perspective/quotes.ts";
import { readPerspectiveState } from "../../../../src/webview/perspective/perspectiveState.ts";

const OWN = {
  tokens: 5_000_000,
  assumptions: {
    mix: [{ tool: "codex", model: "gpt-5.5", share: 1 }],
    cacheHit: 0.5,
    cacheWrite: 0.1,
    hourWrites: 1,
    output: 0.02,
  },
  asTable: ["scales"],
};

describe("readPerspectiveState", () => {
  it("begins with a company's month at the price that was observed", () => {
    const { tokens, assumptions, asTable } = readPerspectiveState(undefined);
    assert.equal(tokens, COMPANY_MONTH_TOKENS);
    assert.equal((splitTokens(assumptions).cacheRead * 100).toFixed(1), "94.8");
    assert.deepEqual(asTable, []);
  });

  it("gives back what was kept", () => {
    assert.deepEqual(readPerspectiveState(JSON.parse(JSON.stringify(OWN))), OWN);
  });

  it("brings shares that do not add up to 1 to do so, and leaves out what is no model", () => {
    const part = { tool: "", model: "m", share: 0.5 };
    const mix = [part, { ...part, share: -1 }, { ...part, model: 4 }, null, { ...part, model: "n", share: 0.75 }];
    const { assumptions } = readPerspectiveState({ ...OWN, assumptions: { ...OWN.assumptions, mix } });
    assert.deepEqual(
      assumptions.mix.map(({ model, share }) => [model, share]),
      [
        ["m", 0.4],
        ["n", 0.6],
      ],
    );
  });

  it("is usable whatever was kept", () => {
    const broken = fc.oneof(
      fc.anything(),
      fc.record({ tokens: fc.anything(), assumptions: fc.anything(), asTable: fc.anything() }),
      fc.record({
        assumptions: fc.record({
          mix: fc.array(fc.record({ tool: fc.string(), model: fc.string(), share: fc.double() })),
          cacheHit: fc.double(),
          cacheWrite: fc.double(),
          hourWrites: fc.double(),
          output: fc.double(),
        }),
      }),
    );
    fc.assert(
      fc.property(broken, (kept) => {
        const { tokens, assumptions } = readPerspectiveState(kept);
        assert.ok(Number.isFinite(tokens) && tokens >= 0);
        assert.ok(assumptions.mix.length > 0 && assumptions.mix.length <= MOST_MODELS);
        for (const share of Object.values(splitTokens(assumptions))) assert.ok(share >= 0 && share <= 1);
      }),
    );
  });
});
