import assert from "node:assert/strict";
import * as fc from "fast-check";
import { planTermSlices, type TermUse } from "../../../../../src/core/board/publication/planTermSlices.ts";
import { bandOf } from "../../../../../src/core/board/suppression.ts";

const plan = (uses: Readonly<Record<string, TermUse>>): Readonly<Record<string, string>> =>
  Object.fromEntries(planTermSlices(new Map(Object.entries(uses)), 8));

describe("tools and models that may be told of", () => {
  it("are those that enough people use, and beside which enough people use something else", () => {
    assert.deepEqual(
      plan({ all: { people: 30, outside: 0 }, few: { people: 7, outside: 30 }, many: { people: 20, outside: 25 } }),
      { all: "band", few: "tooFew", many: "complement" },
    );
    assert.deepEqual(plan({ nearlyAll: { people: 30, outside: 3 }, most: { people: 28, outside: 9 } }), {
      nearlyAll: "complement",
      most: "band",
    });
  });

  it("are all of them where each is used by a group", () => {
    assert.deepEqual(plan({ a: { people: 8, outside: 9 }, b: { people: 9, outside: 8 } }), { a: "band", b: "band" });
    assert.deepEqual(plan({}), {});
  });

  it("never leave out fewer people together than a group, where any are shown", () => {
    const use = fc.record({ people: fc.integer({ min: 1, max: 40 }), outside: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(use), (uses) => {
        const forms = planTermSlices(new Map(uses.entries()), 8);
        const hidden = uses.filter((_, i) => forms.get(i) !== "band");
        if (hidden.length > 0 && hidden.length < uses.length) assert.ok(hidden.some(({ people }) => people >= 8));
      }),
    );
  });

  it("tell nobody's tokens closer than by a factor of two, to who sees them before and after", () => {
    const tokens = fc.integer({ min: 1, max: 1e12 });
    fc.assert(
      fc.property(tokens, tokens, (others, own) => {
        const [before, after] = [bandOf(others), bandOf(others + own)];
        const least = Math.max(0, after.from - before.to);
        const most = after.to - before.from;
        assert.ok(most >= 2 * least, `${others} and ${own}: ${least} to ${most}`);
      }),
      { numRuns: 2_000 },
    );
  });
});
