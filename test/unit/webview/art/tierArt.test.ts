import assert from "node:assert/strict";

import { TIERS } from "../../../../src/core/tierCatalogue.ts";
import { TIER_DRAWINGS } from "../../../../src/webview/art/tierDrawings.ts";
import { assertPlainDrawing, pathsOf } from "./assertPlainDrawing.ts";
import { type RenderArt, loadRenderArt } from "./renderArt.ts";

const NAMES = TIERS.map((tier) => tier.name);

describe("TierArt", () => {
  let art: RenderArt;

  before(async () => {
    art = await loadRenderArt();
  });

  it("has a drawing for every tier, and for nothing else", () => {
    assert.deepEqual([...TIER_DRAWINGS.keys()], NAMES);
  });

  it("gives every tier a silhouette and colours of its own", () => {
    const drawings = [...TIER_DRAWINGS.values()];
    assert.equal(new Set(drawings.map(({ layers }) => layers[0]?.[1])).size, NAMES.length);
    assert.equal(new Set(drawings.map(({ colours }) => colours)).size, NAMES.length);
  });

  it("draws every tier, reached or ahead, as plain markup", () => {
    for (const name of NAMES)
      for (const isReached of [true, false])
        for (const size of [16, 48, 256]) assertPlainDrawing(art.tier({ name, size, isReached }));
  });

  it("draws a tier that lies ahead with the same paths in other colours", () => {
    for (const name of NAMES) {
      const reached = art.tier({ name, size: 44 });
      const ahead = art.tier({ name, size: 44, isReached: false });
      assert.deepEqual(pathsOf(ahead), pathsOf(reached));
      assert.match(ahead, /class="art art-ahead"/);
      assert.doesNotMatch(reached, /art-ahead/);
    }
  });

  it("draws an empty ring below the first tier, and for a tier that it does not know", () => {
    for (const name of [undefined, "", "of another version"]) {
      const html = art.tier({ name, size: 44 });
      assertPlainDrawing(html);
      assert.match(html, /class="art-ring"/);
    }
  });

  it("is decoration without a title, and a picture with a name with one", () => {
    assert.match(art.tier({ name: "Gold", size: 44 }), /aria-hidden="true"/);
    const named = art.tier({ name: "Gold", size: 44, title: "Tier Gold" });
    assert.match(named, /role="img" aria-label="Tier Gold"/);
    assert.match(named, /<title>Tier Gold<\/title>/);
    assert.doesNotMatch(named, /aria-hidden/);
  });
});
