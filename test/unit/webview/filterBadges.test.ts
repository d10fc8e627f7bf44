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
    assert.deepEqual(names("in-progress"), ["Clean Slate", "Deep Work"]);
    assert.deepEqual(names("locked"), ["Crisp", "Lights Out"]);
    assert.deepEqual(names("unknown"), ["It Stuck", "Landed"]);
    assert.equal(names("earned").length, 10);
  });

  it("finds every word in any text, whatever its case", () => {
    assert.deepEqual(names("all", "  MODEL families "), ["Model Connoisseur"]);
    assert.deepEqual(names("earned", "cache").includes("Cache Wizard"), true);
    assert.deepEqual(names("locked", "connoisseur"), []);
  });
});
