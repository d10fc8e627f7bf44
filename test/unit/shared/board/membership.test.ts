import assert from "node:assert/strict";
import * as v from "valibot";
import { codeSchema, handleSchema, listingSchema } from "../../../../src/shared/board/membership.ts";

const isHandle = (text: string): boolean => v.safeParse(handleSchema, text).success;

describe("a handle", () => {
  for (const name of ["Jo", "Zoë 2", "李雷", "J. O’Neil-Smith", "a".repeat(40), "नमिता"])
    it(`may be ${name}`, () => assert.ok(isHandle(name)));

  for (const name of [
    "",
    " Jo",
    "Jo ",
    "<b>Jo</b>",
    "a".repeat(41),
    "Jo\nMo",
    "a;b",
    "'; DROP",
    "a@b.c",
    "\u202Eoj",
    "a\u200Bb",
    "\u3164",
    "Jo\u034F",
    "Jo\uFE0F Mo",
    "Jo  Mo",
  ])
    it(`may not be ${JSON.stringify(name)}`, () => assert.ok(!isHandle(name)));
});

describe("being listed", () => {
  it("takes a name with the wish to be listed, and none without", () => {
    assert.ok(v.safeParse(listingSchema, { listed: true, handle: "Jo" }).success);
    assert.ok(!v.safeParse(listingSchema, { listed: true }).success);
    assert.ok(!v.safeParse(listingSchema, { listed: false, handle: "Jo" }).success);
  });
});

describe("a code", () => {
  it("has five groups of four letters and digits that are not mistaken for one another", () => {
    assert.ok(v.safeParse(codeSchema, "2345-abcd-efgh-jkmn-pqrs").success);
    for (const code of ["2345-abcd-efgh-jkmn", "2345-abcd-efgh-jkmn-pqr1", "2345-abcd-efgh-jkmn-pqro"])
      assert.ok(!v.safeParse(codeSchema, code).success);
  });
});
