import assert from "node:assert/strict";
import { countIn, instantIn, messageIn, readProtobuf, textIn } from "../../../../src/sources/antigravity/protobuf.ts";
import { seededRandom } from "../../../support/generateHome/random.ts";
import { encode } from "./conversations.ts";

describe("a protobuf message", () => {
  it("is read by the numbers of its fields", () => {
    const message = readProtobuf(encode({ 1: 150, 2: "shop", 300: { 1: 1 }, 4: 0 }));
    assert.ok(message !== undefined);
    assert.deepEqual(
      [countIn(message, 1), textIn(message, 2), countIn(message, 4), countIn(message, 5)],
      [150, "shop", 0, 0],
    );
    assert.deepEqual(messageIn(message, 300), new Map([[1, 1n]]));
  });

  it("passes over fields of fixed width and takes the last of two", () => {
    const fixed = Buffer.from([0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4]);
    const message = readProtobuf(Buffer.concat([fixed, encode({ 3: 5 }), encode({ 3: 6 })]));
    assert.deepEqual(message, new Map([[3, 6n]]));
  });

  it("tells no count that is too large for a number or no integer", () => {
    const message = readProtobuf(encode({ 1: 2n ** 63n, 2: "7", 3: 2n ** 53n - 1n })) ?? new Map();
    assert.deepEqual(
      [countIn(message, 1), countIn(message, 2), countIn(message, 3)],
      [undefined, undefined, 2 ** 53 - 1],
    );
  });

  it("has instants of a second and a part of it, and none at zero", () => {
    const message = readProtobuf(encode({ 1: { 1: 100, 2: 250_999_999 }, 2: { 2: 5 }, 3: 9 }));
    assert.deepEqual(
      [instantIn(message, 1), instantIn(message, 2), instantIn(message, 3)],
      [100_250, undefined, undefined],
    );
  });

  it("is none where bytes are missing or of an unknown kind", () => {
    const whole = encode({ 1: 300, 2: "shop" });
    for (const cut of [1, 2, 4, 6, whole.length - 1])
      assert.equal(readProtobuf(whole.subarray(0, cut)), undefined, String(cut));
    assert.equal(readProtobuf(Buffer.from([0x00, 0x01])), undefined, "field 0");
    assert.equal(readProtobuf(Buffer.from([0x0b])), undefined, "a group");
    assert.equal(readProtobuf(Buffer.alloc(12, 0xff)), undefined, "an endless integer");
    assert.equal(readProtobuf(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f])), undefined, "a length beyond the end");
  });

  it("never fails, whatever the bytes", () => {
    const random = seededRandom(7);
    for (let trial = 0; trial < 2_000; trial += 1) {
      readProtobuf(Uint8Array.from({ length: random.int(0, 24) }, () => random.int(0, 255)));
    }
  });
});
