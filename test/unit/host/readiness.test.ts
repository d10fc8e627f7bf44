import assert from "node:assert/strict";

import { Readiness } from "../../../src/host/readiness.ts";
import { UserError } from "../../../src/shared/userError.ts";

describe("Readiness", () => {
  it("resolves once it is reached, and stays so", async () => {
    const readiness = new Readiness();
    readiness.reach();
    readiness.dispose();
    await readiness.reached;
  });

  it("rejects when it is disposed before", async () => {
    const readiness = new Readiness();
    readiness.dispose();
    await assert.rejects(readiness.reached, UserError);
  });
});
