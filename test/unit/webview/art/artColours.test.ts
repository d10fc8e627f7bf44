import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

import { GRADES } from "../../../../src/shared/gameSnapshot.ts";
import { TIER_DRAWINGS } from "../../../../src/webview/art/tierDrawings.ts";
import { type RenderArt, bundleArt, loadRenderArt } from "./renderArt.ts";

const css = readFileSync(resolve(import.meta.dirname, "../../../../src/webview/art/art.css"), "utf8");

/** Backgrounds of editors and widgets in VS Code's own light and dark themes. */
const LIGHT = ["#ffffff", "#f8f8f8", "#f3f3f3"];
const DARK = ["#1f1f1f", "#202020", "#252526", "#181818"];

/** Colours of a class: those of `.art`, replaced by its own. */
function coloursOf(name: string): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  for (const [, selectors = "", body = ""] of css.matchAll(/^([^{}@/]+)\{([^{}]*)\}/gm))
    if (selectors.split(",").some((each) => each.trim() === ".art" || each.trim() === `.${name}`))
      for (const [, key = "", value = ""] of body.matchAll(/--art-([a-z-]+): (#[\da-f]{6});/g)) colours.set(key, value);
  return colours;
}

/** Contrast as WCAG 2 defines it. */
function contrast(one: string | undefined, other: string | undefined): number {
  assert.ok(one !== undefined && other !== undefined);
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("colours of the art", () => {
  let art: RenderArt;

  before(async () => {
    art = await loadRenderArt();
  });

  const medals = [...GRADES, "single"].map((form) => `art-${form}`);
  const emblems = [...TIER_DRAWINGS.values()].map(({ colours }) => `art-${colours}`);

  for (const name of new Set([...medals, ...emblems]))
    it(`shows ${name} on light pages by its rim and on dark ones by its metal`, () => {
      const colours = coloursOf(name);
      for (const page of LIGHT) assert.ok(contrast(colours.get("rim"), page) >= 4.5, `rim on ${page}`);
      for (const page of DARK) assert.ok(contrast(colours.get("metal"), page) >= 4.5, `metal on ${page}`);
    });

  for (const name of medals)
    it(`keeps pictures and marks of ${name} readable`, () => {
      const colours = coloursOf(name);
      for (const ground of ["field", "light"])
        assert.ok(contrast(colours.get("ink"), colours.get(ground)) >= 7, ground);
      assert.ok(contrast(colours.get("light"), colours.get("rim")) >= 4.5, "marks on their plate");
    });

  it("has a rule for every class that drawings use", () => {
    const html = [
      ...[...GRADES, "single" as const, undefined].flatMap((grade) =>
        [16, 64].map((size) => art.badge({ id: "crisp", grade, size })),
      ),
      ...[...TIER_DRAWINGS.keys()].flatMap((name) =>
        [true, false].map((isReached) => art.tier({ name, size: 44, isReached })),
      ),
    ].join("");
    const classes = new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(" ")));
    for (const name of classes) assert.ok(css.includes(`.${name}`), name);
  });

  it("takes colours of the page alone in high contrast", () => {
    const rules = css.slice(css.indexOf(".vscode-high-contrast .art {"));
    assert.doesNotMatch(rules, /#[\da-f]{3}/i);
    assert.match(rules, /@media \(forced-colors: active\)/);
  });

  it("stays below 25 KB with everything it needs, as it travels", async () => {
    const bytes = gzipSync(await bundleArt()).length + gzipSync(css).length;
    assert.ok(bytes < 25 * 1024, `${bytes} bytes`);
  });
});
