import assert from "node:assert/strict";
import * as fc from "fast-check";

import type { MixPart } from "../../../../src/core/perspective/assumptions.ts";
import { MOST_MODELS, addModel, balanceMix, removeModel, setShare } from "../../../../src/core/perspective/mix.ts";

const part = (model: string, share: number): MixPart => ({ tool: "", model, share });
const shares = (mix: readonly MixPart[]): readonly number[] => mix.map(({ share }) => Math.round(share * 1000) / 1000);
const sum = (mix: readonly MixPart[]): number => mix.reduce((total, { share }) => total + share, 0);

const anyShare = fc.double({ noNaN: true, min: -2, max: 2 });
const step = fc.oneof(
  fc.tuple(fc.constant("set" as const), fc.nat(8), anyShare),
  fc.tuple(fc.constant("add" as const), fc.nat(8), anyShare),
  fc.tuple(fc.constant("remove" as const), fc.nat(8), anyShare),
);

describe("the mix of models", () => {
  it("adds up to 1 and has a model, whatever is done to it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let mix: readonly MixPart[] = [part("m0", 1)];
        for (const [kind, at, share] of steps) {
          if (kind === "set") mix = setShare(mix, at, share);
          else if (kind === "add") mix = addModel(mix, { tool: "", model: `m${at}` });
          else mix = removeModel(mix, at);
          assert.ok(mix.length > 0 && mix.length <= MOST_MODELS);
          assert.ok(Math.abs(sum(mix) - 1) < 1e-9, `adds up to ${sum(mix)}`);
          assert.ok(mix.every((one) => one.share >= 0));
        }
      }),
    );
  });

  it("leaves the others in proportion where one changes", () => {
    const mix = [part("a", 0.5), part("b", 0.3), part("c", 0.2)];
    assert.deepEqual(shares(setShare(mix, 0, 0)), [0, 0.6, 0.4]);
    assert.deepEqual(shares(setShare(mix, 1, 0.65)), [0.25, 0.65, 0.1]);
    assert.deepEqual(shares(setShare([part("a", 1), part("b", 0), part("c", 0)], 0, 0.4)), [0.4, 0.3, 0.3]);
  });

  it("keeps a model that is alone at all of it, and an unknown place changes nothing", () => {
    assert.deepEqual(shares(setShare([part("a", 1)], 0, 0.2)), [1]);
    const mix = [part("a", 0.5), part("b", 0.5)];
    assert.equal(setShare(mix, 2, 0.2), mix);
  });

  it("adds a model with an even share, each one once", () => {
    const mix = addModel([part("a", 0.5), part("b", 0.5)], { tool: "", model: "c" });
    assert.deepEqual(shares(mix), [0.333, 0.333, 0.333]);
    assert.equal(addModel(mix, { tool: "", model: "a" }), mix);
  });

  it("gives what a model had to the others when it goes; the last one stays", () => {
    const mix = removeModel([part("a", 0.5), part("b", 0.25), part("c", 0.25)], 0);
    assert.deepEqual(shares(mix), [0.5, 0.5]);
    assert.deepEqual(shares(removeModel([part("a", 1)], 0)), [1]);
  });

  it("balances shares of any sum", () => {
    assert.deepEqual(shares(balanceMix([part("a", 3), part("b", 1)])), [0.75, 0.25]);
    assert.deepEqual(shares(balanceMix([part("a", 0), part("b", 0)])), [0.5, 0.5]);
  });
});
