import { EFFICIENCY_GLYPHS } from "./efficiencyGlyphs.ts";
import type { Glyph } from "./glyph.ts";
import { OUTCOME_GLYPHS } from "./outcomeGlyphs.ts";
import { STEERING_GLYPHS } from "./steeringGlyphs.ts";
import { TRUST_GLYPHS } from "./trustGlyphs.ts";
import { VARIETY_GLYPHS } from "./varietyGlyphs.ts";

/** The picture of each badge, by the badge's id. */
export const BADGE_GLYPHS: ReadonlyMap<string, Glyph> = new Map<string, Glyph>(
  Object.entries({
    ...EFFICIENCY_GLYPHS,
    ...STEERING_GLYPHS,
    ...VARIETY_GLYPHS,
    ...OUTCOME_GLYPHS,
    ...TRUST_GLYPHS,
  }),
);
