import assert from "node:assert/strict";

import { celebrationText } from "../../../../src/host/celebration/celebrationText.ts";
import type { ReachedBadge } from "../../../../src/shared/gameSnapshot.ts";
import { inGerman } from "../../../support/inGerman.ts";

const BADGES: readonly ReachedBadge[] = [
  { id: "cache-wizard", name: "Cache Wizard", grade: "silver" },
  { id: "steady-hand", name: "Steady Hand", grade: undefined },
  { id: "crisp", name: "Crisp", grade: "diamond" },
  { id: "deep-work", name: "Deep Work", grade: "bronze" },
];
const none = { badges: [], tier: undefined, isFirst: false } as const;

describe("the text of a celebration", () => {
  it("is there for whatever was reached, and not for nothing", () => {
    assert.equal(celebrationText(none), undefined);
    assert.equal(celebrationText({ ...none, tier: "Emerald" }), "Tier reached: Emerald.");
    assert.equal(
      celebrationText({ ...none, badges: BADGES.slice(0, 2) }),
      "2 badges earned: Cache Wizard (Silver), Steady Hand.",
    );
  });

  it("names few badges and counts the others", () => {
    assert.equal(
      celebrationText({ ...none, badges: BADGES }),
      "4 badges earned: Cache Wizard (Silver), Steady Hand, Crisp (Diamond) and 1 more.",
    );
  });

  it("looks back over an old history instead of telling news of it", () => {
    assert.equal(
      celebrationText({ badges: BADGES, tier: "Gold", isFirst: true }),
      "Your logs so far have earned you the tier Gold and 4 badges.",
    );
    assert.equal(
      celebrationText({ ...none, badges: BADGES, isFirst: true }),
      "Your logs so far have earned you 4 badges.",
    );
    // The first badge of someone who has just begun is news.
    assert.equal(
      celebrationText({ ...none, badges: BADGES.slice(0, 1), isFirst: true }),
      "Badge earned: Cache Wizard (Silver).",
    );
  });

  it("speaks the reader's language", () => {
    assert.equal(
      inGerman(() => celebrationText({ ...none, tier: "Gold", badges: BADGES.slice(0, 1) })),
      "Stufe Gold erreicht, dazu ein Abzeichen: Cache Wizard (Silber).",
    );
  });
});
