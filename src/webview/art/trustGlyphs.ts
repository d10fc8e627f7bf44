import type { Glyph } from "./glyph.ts";

/** Pictures of the badges of the group "trust". */
export const TRUST_GLYPHS = {
  // An open book.
  "open-book": {
    body: "M24 12c-5-4-11-5.500-19.500-5.500v30C13 36.500 19 38 24 42c5-4 11-5.500 19.500-5.500v-30C35 6.500 29 8 24 12z",
    line: "M24 12v30M11 15c2.500.2 4.500.7 6.500 1.500M11 23.500c2.500.2 4.500.7 6.500 1.500M37 15c-2.500.2-4.500.7-6.500 1.500M37 23.500c-2.500.2-4.500.7-6.500 1.500",
  },
  // Scales in balance.
  "true-up": {
    body: "M3.500 28h14a7 7 0 0 1-14 0zM30.500 28h14a7 7 0 0 1-14 0z",
    line: "M24 8v35M14 43h20M9 12h30M4 28l6.500-16L17 28M31 28l6.500-16L44 28",
    solid: "M20 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0z",
  },
} as const satisfies Readonly<Record<string, Glyph>>;
