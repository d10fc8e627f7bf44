import assert from "node:assert/strict";
import * as v from "valibot";
import { BADGES } from "../../../../src/core/achievements/catalogue.ts";
import { sharedBadgesSchema } from "../../../../src/shared/board/sharedBadges.ts";

describe("sharedBadgesSchema", () => {
  it("takes every badge of the catalogue, and each as a title", () => {
    const badges = BADGES.map(({ id }) => ({ badge: id, grade: 1, since: 20_000 }));
    for (const { id } of BADGES) assert.ok(v.is(sharedBadgesSchema, { title: id, badges }), id);
  });

  it("refuses what is no id", () => {
    for (const badge of ["", "-", "a--b", "<b>", "a".repeat(41), "Cache Wizard"]) {
      assert.equal(v.is(sharedBadgesSchema, { badges: [{ badge, grade: 1, since: 1 }] }), false, badge);
      assert.equal(v.is(sharedBadgesSchema, { title: badge, badges: [] }), false, badge);
    }
  });
});
