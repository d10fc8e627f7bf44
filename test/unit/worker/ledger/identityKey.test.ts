import assert from "node:assert/strict";
import { familyKeyOf, identityKeyOf } from "../../../../src/worker/ledger/identityKey.ts";

/** Ids as tools write them, many of which differ in one character only. */
function ids(): readonly string[] {
  const made: string[] = [];
  for (let serial = 0; serial < 50_000; serial += 1) {
    const text = serial.toString(36).padStart(6, "0");
    made.push(
      `msg_01XFDUDYJgAACzvnptvVoY${text}`,
      `req:req_011C${text}SuffixThatStays`,
      `${text}-4b7c-4d2e-9f10-0123456789ab`,
    );
    made.push(`${serial}|${serial + 1}`);
  }
  return made;
}

describe("identityKeyOf", () => {
  const texts = ids();

  it("gives no two of many ids one number, in either half", () => {
    assert.equal(new Set(texts).size, texts.length);
    assert.equal(new Set(texts.map((text) => familyKeyOf(1, text))).size, texts.length);
    assert.equal(new Set(texts.map((text) => identityKeyOf(1, text, "").member)).size, texts.length);
    assert.equal(new Set(texts.map((text) => identityKeyOf(1, "family", text).member)).size, texts.length);
  });

  it("keeps the sources apart", () => {
    const both = [1, 2].flatMap((source) => texts.map((text) => familyKeyOf(source, text)));
    assert.equal(new Set(both).size, both.length);
  });

  it("gives safe integers, and tells by the sign whether there is a member", () => {
    for (const text of ["", "a", "é", "\u{1F600}", "x".repeat(10_000), ...texts.slice(0, 1000)]) {
      const { family, member } = identityKeyOf(3, text, "");
      assert.ok(Number.isInteger(family) && family >= 0 && family < 2 ** 52);
      assert.ok(Number.isSafeInteger(member) && member < 0);
      const withMember = identityKeyOf(3, "family", `m${text}`).member;
      assert.ok(Number.isSafeInteger(withMember) && withMember > 0);
    }
  });

  it("gives the same numbers in every run: they are stored", () => {
    assert.equal(familyKeyOf(1, "msg_1"), familyKeyOf(1, "msg_1"));
    assert.deepEqual(identityKeyOf(1, "msg_1", "req_1"), STORED);
  });
});

const STORED = { family: 206_914_725_556_945, member: 2_591_717_258_525_393 };
