import assert from "node:assert/strict";

import { type BadgeFilter, filterBadges } from "../../../src/webview/achievements/filterBadges.ts";
import { makeGame } from "../../support/gameSnapshots.ts";

const { badges } = makeGame();

function names(filter: BadgeFilter, search = ""): readonly string[] {
  return filterBadges(badges, filter, search).map(({ name }) => name);
}

describe("filterBadges", () => {
  it("lets everything through unless it is asked for less", () => {
    assert.equal(names("all").length, badges.length);
  });

  it("tells badges by how they stand", () => {
    assert.deepEqual(names("in-progress"), ["Clean Slate", "Delegate", "Second Opinion"]);
    assert.deepEqual(names("locked"), ["Half Price", "Cache Rescue", "Night Off", "Early Taster"]);
    assert.deepEqual(names("unknown"), [
      "Budgeteer",
      "It Stuck",
      "Landed",
      "Green Thumb",
      "Spring Cleaning",
      "Open Book",
      "True Up",
    ]);
    assert.equal(names("earned").length, 16);
  });

  it("finds every word in any text, whatever its case", () => {
    assert.deepEqual(names("all", "  VENDORS families "), ["Model Connoisseur"]);
    assert.deepEqual(names("earned", "cache").includes("Cache Wizard"), true);
    assert.deepEqual(names("locked", "connoisseur"), []);
  });
});
