import assert from "node:assert/strict";
import { noonZone } from "../../../support/vscodeHost/noonZone.ts";

describe("noonZone", () => {
  it("is a zone of the same date at noon, at every hour of a day", () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const nowMs = Date.UTC(2026, 11, 31, hour, 59);
      const local = new Date(nowMs).toLocaleString("sv-SE", { timeZone: noonZone(nowMs) });
      assert.equal(local, "2026-12-31 12:59:00");
    }
  });
});
