import assert from "node:assert/strict";

import { describeFault } from "../../../src/host/describeFault.ts";
import { UserError } from "../../../src/shared/userError.ts";

describe("describeFault", () => {
  it("tells kind, code and place, and nothing that the message quotes", () => {
    const fault = Object.assign(new Error("open '/home/ada/secret.js:1:2'"), { code: "EACCES" });
    assert.match(describeFault(fault), /^Error EACCES at describeFault\.test\.ts:\d+:\d+$/);
  });

  it("says what was written to be shown", () => {
    assert.equal(describeFault(new UserError("The ledger is in use.")), "The ledger is in use");
  });

  it("makes do with what is there", () => {
    const bare = new RangeError("text");
    delete bare.stack;
    assert.equal(describeFault(bare), "RangeError");
    assert.equal(describeFault("text"), "an unknown fault");
  });
});
