import assert from "node:assert/strict";

import { bytesOf } from "../../../../src/host/panel/savedBytes.ts";
import { UserError } from "../../../../src/shared/userError.ts";

describe("bytesOf", () => {
  it("writes text as UTF-8", () => {
    assert.equal(Buffer.from(bytesOf({ kind: "csv", name: "a", content: "é" })).toString("hex"), "c3a9");
  });

  it("takes a picture that is one, and says so of another", () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
    assert.deepEqual(Buffer.from(bytesOf({ kind: "png", name: "a", content: png.toString("base64") })), png);
    assert.throws(() => bytesOf({ kind: "png", name: "a", content: "AAAA" }), UserError);
  });
});
