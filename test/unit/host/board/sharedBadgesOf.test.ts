import assert from "node:assert/strict";

import * as v from "valibot";

import { sharedBadgesOf } from "../../../../src/host/board/sharedBadgesOf.ts";
import { sharedBadgesSchema } from "../../../../src/shared/board/sharedBadges.ts";
import { makeGame } from "../../../support/gameSnapshots.ts";

const { badges } = makeGame();
const earned = badges.filter((badge) => badge.earned.length > 0).map(({ id }) => id);

describe("badges to share", () => {
  it("are those that were chosen and earned, and no others", () => {
    const [first = "", second = ""] = earned;
    const shared = sharedBadgesOf(badges, [first, second, "landed", "no-such-badge"], second);
    assert.deepEqual(shared.badges.map(({ badge }) => badge).toSorted(), [first, second].toSorted());
    assert.equal(shared.title, second);
    assert.ok(v.is(sharedBadgesSchema, shared));
  });

  it("bring no title along that is not among them", () => {
    assert.deepEqual(sharedBadgesOf(badges, [], earned[0]), { badges: [] });
    assert.equal(sharedBadgesOf(badges, earned, "no-such-badge").title, undefined);
  });

  it("all together are what a board takes", () => {
    const all = sharedBadgesOf(badges, earned, undefined);
    assert.equal(all.badges.length, earned.length);
    assert.ok(v.is(sharedBadgesSchema, all));
  });
});
