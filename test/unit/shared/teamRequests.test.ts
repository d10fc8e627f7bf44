import assert from "node:assert/strict";

import { readTeamRequest } from "../../../src/shared/teamRequests.ts";

describe("what a page may ask about the team board", () => {
  it("is what stands in the table, with its arguments", () => {
    for (const request of [
      { kind: "join" },
      { kind: "agree", consentVersion: 1, listing: { listed: false } },
      { kind: "agree", consentVersion: 1, listing: { listed: true, handle: "Ødegård" } },
      { kind: "shareBadges", badges: ["cache-wizard"], title: "cache-wizard" },
      { kind: "appeal", signalId: 3, appeal: { kind: "explain", choice: "newTool", text: "" } },
      { kind: "revokeDevice", deviceId: 12 },
    ]) {
      assert.deepEqual(readTeamRequest(request), request);
    }
  });

  it("is nothing else: no other field, no address, no name that is none", () => {
    for (const request of [
      undefined,
      "join",
      { kind: "run" },
      { kind: "join", url: "https://elsewhere.example" },
      { kind: "agree", consentVersion: 1 },
      { kind: "agree", consentVersion: 1, listing: { listed: true } },
      { kind: "agree", consentVersion: 1, listing: { listed: true, handle: "<b>" } },
      { kind: "setListing", listing: { listed: false, handle: "Ada" } },
      { kind: "shareBadges", badges: ["../x"] },
      { kind: "appeal", signalId: 3, appeal: { kind: "explain", choice: "newTool", text: "x".repeat(281) } },
      { kind: "revokeDevice", deviceId: -1 },
    ]) {
      assert.equal(readTeamRequest(request), undefined, JSON.stringify(request));
    }
  });
});
