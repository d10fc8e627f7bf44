import assert from "node:assert/strict";
import { readSignInFault } from "../../../../src/boardPage/signIn/signInFault.ts";

describe("readSignInFault", () => {
  it("reads the two that there are, and nothing else", () => {
    assert.equal(readSignInFault("?signIn=failed"), "failed");
    assert.equal(readSignInFault("?a=b&signIn=away"), "away");
    for (const query of ["", "?signIn", "?signIn=<b>", "?signIn=toString"])
      assert.equal(readSignInFault(query), undefined);
  });
});
