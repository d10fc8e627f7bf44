import assert from "node:assert/strict";
import * as fc from "fast-check";
import { CHECK_RULES } from "../../../../../src/core/board/checks/checkRules.ts";
import { isHeldBy, type HoldGround } from "../../../../../src/core/board/checks/judgeHold.ts";
import { bitsOf, idsOf } from "../../../../../src/core/board/checks/signalBits.ts";

const ground = (id: HoldGround["id"], effect: HoldGround["effect"]): HoldGround => ({ id, effect });

describe("a hold", () => {
  it("takes one structural signal", () => assert.equal(isHeldBy([ground("C1", "held")]), true));

  it("does not follow from a question about shared rows", () => assert.equal(isHeldBy([ground("C8", "ask")]), false));

  it("takes two soft signals on different grounds", () => {
    assert.equal(isHeldBy([ground("C6", "ask")]), false);
    assert.equal(isHeldBy([ground("C12", "provisional"), ground("C12", "ask")]), false);
    assert.equal(isHeldBy([ground("C12", "ask"), ground("C6", "ask")]), true);
  });

  it("never follows from labels, notes and one soft signal, however many they are", () => {
    const others = CHECK_RULES.filter(({ kind }) => kind === "label" || kind === "note");
    const grounds = fc.array(
      fc.constantFrom(...others).chain(({ id }) => fc.constantFrom(ground(id, "held"), ground(id, "label"))),
    );
    fc.assert(fc.property(grounds, (some) => !isHeldBy([...some, ground("C12", "provisional")])));
  });
});

describe("signals of a row", () => {
  it("are read back as they were stored", () => {
    const ids = CHECK_RULES.map(({ id }) => id);
    fc.assert(fc.property(fc.subarray(ids), (some) => assert.deepEqual(idsOf(bitsOf(some)), some)));
    assert.equal(bitsOf(["C1", "C18"]), 1 + 2 ** 17);
  });
});

describe("the table of checks", () => {
  it("has C1 to C20 in order, and words that accuse nobody", () => {
    assert.deepEqual(
      CHECK_RULES.map(({ id }) => id),
      Array.from({ length: 20 }, (_, i) => `C${i + 1}`),
    );
    for (const { notice, title } of CHECK_RULES)
      assert.doesNotMatch(`${title} ${notice}`, /abuse|cheat|fraud|fake|forg|manipulat|suspic|violat|illegal/i);
  });
});
