import assert from "node:assert/strict";
import { nodeTooOldText } from "../../../src/cli/nodeVersion.ts";

describe("the version of Node.js", () => {
  it("is enough from 22.13 on", () => {
    for (const version of ["22.13.0", "22.20.1", "23.4.0", "24.0.0", "25.1.0-nightly"]) {
      assert.equal(nodeTooOldText(version), undefined, version);
    }
  });

  it("is too old before, and in the odd series that lacked SQLite, with a sentence that says what is needed", () => {
    for (const version of ["18.20.0", "20.19.2", "22.12.0", "23.3.0"]) {
      assert.equal(nodeTooOldText(version), `token-legend needs Node.js 22.13 or newer; this is ${version}.`);
    }
  });
});
