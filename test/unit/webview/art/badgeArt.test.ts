import assert from "node:assert/strict";

import { BADGES } from "../../../../src/core/achievements/catalogue.ts";
import { GRADES } from "../../../../src/shared/gameSnapshot.ts";
import { BADGE_FRAMES } from "../../../../src/webview/art/badgeFrames.ts";
import { BADGE_GLYPHS } from "../../../../src/webview/art/badgeGlyphs.ts";
import { assertPlainDrawing, pathsOf } from "./assertPlainDrawing.ts";
import { type RenderArt, loadRenderArt } from "./renderArt.ts";

const IDS = BADGES.map(({ id }) => id);

const FORMS = [...GRADES, "single", undefined] as const;
const SIZES = [16, 23, 24, 48, 256];

describe("BadgeArt", () => {
  let art: RenderArt;

  before(async () => {
    art = await loadRenderArt();
  });

  it("has a picture of its own for each of the thirty badges", () => {
    assert.deepEqual([...BADGE_GLYPHS.keys()].toSorted(), IDS.toSorted());
    assert.equal(new Set([...BADGE_GLYPHS.values()].map((glyph) => JSON.stringify(glyph))).size, IDS.length);
  });

  it("draws every badge in every form and size as plain markup", () => {
    for (const id of IDS)
      for (const grade of FORMS) for (const size of SIZES) assertPlainDrawing(art.badge({ id, grade, size }));
  });

  it("has the size that it is asked for, on one grid", () => {
    for (const size of SIZES)
      assert.match(
        art.badge({ id: "crisp", grade: "gold", size }),
        new RegExp(`width="${size}" height="${size}" viewBox="0 0 48 48"`),
      );
  });

  it("gives every grade a silhouette of its own at any size", () => {
    for (const size of SIZES) {
      const drawn = FORMS.map((grade) => art.badge({ id: "crisp", grade, size }));
      const silhouettes = drawn.map((html) => pathsOf(html, "art-metal").join() || "ring");
      assert.equal(new Set(silhouettes).size, FORMS.length);
    }
  });

  it("counts the grades in marks, where there is room for them", () => {
    const marks = (size: number): readonly number[] =>
      FORMS.map((grade) => art.badge({ id: "crisp", grade, size }).split('class="art-pip"').length - 1);
    assert.deepEqual(marks(24), [1, 2, 3, 4, 0, 0]);
    assert.deepEqual(marks(23), [0, 0, 0, 0, 0, 0]);
    assert.deepEqual(
      GRADES.map((grade) => BADGE_FRAMES[grade].pips),
      [1, 2, 3, 4],
    );
  });

  it("draws the same picture in every form", () => {
    for (const id of IDS) {
      const pictures = FORMS.map((grade) => pathsOf(art.badge({ id, grade, size: 64 }), "art-(?:body|line|solid)"));
      assert.equal(new Set(pictures.map((paths) => paths.join())).size, 1);
    }
  });

  it("draws a badge that is not earned in an empty ring", () => {
    const html = art.badge({ id: "crisp", grade: undefined, size: 64 });
    assert.match(html, /class="art art-unearned"/);
    assert.match(html, /class="art-ring"/);
  });

  it("draws a badge that it does not know", () => {
    const html = art.badge({ id: "of another version", grade: "gold", size: 64 });
    assertPlainDrawing(html);
    assert.equal(pathsOf(html, "art-solid").length, 1);
  });

  it("is decoration where it has no title", () => {
    const html = art.badge({ id: "crisp", grade: "gold", size: 64 });
    assert.match(html, /aria-hidden="true"/);
    assert.doesNotMatch(html, /role=|<title>|aria-label/);
  });

  it("is a picture with a name where it has a title, whatever the title holds", () => {
    const html = art.badge({ id: "crisp", grade: "gold", size: 64, title: 'Crisp, "Gold" <b>' });
    assert.match(html, /role="img" aria-label="Crisp, &quot;Gold&quot; &lt;b>"/);
    assert.match(html, /<title>Crisp, &quot;Gold&quot; &lt;b><\/title>/);
    assert.doesNotMatch(html, /aria-hidden/);
  });
});
