import type { Glyph } from "./glyph.ts";

/** Pictures of the badges of the group "outcomes". */
export const OUTCOME_GLYPHS = {
  // A pin that holds lines of code.
  "it-stuck": {
    body: "M16 4h16v3.500c-1.500 0-2.500 1-2.500 2.500v6c4 2 6.500 5 6.500 9H12c0-4 2.500-7 6.500-9v-6c0-1.500-1-2.500-2.500-2.500z",
    line: "M24 25v12M6 35h9M33 35h9M12 43h24",
  },
  // A parcel under a parachute, on the ground.
  landed: {
    body: "M4.500 21C4.500 11 13 4 24 4s19.500 7 19.500 17c-3.500-3.500-9.500-3.500-13 0-3.500-3.500-9.500-3.500-13 0-3.500-3.500-9.500-3.500-13 0z",
    line: "M4.500 21L19 33M43.500 21L29 33M17.500 21l4 12M30.500 21l-4 12M8 43h32",
    solid: "M18 32h12v11H18z",
  },
  // A seedling in its pot.
  "green-thumb": {
    body: "M11 29h26l-3.500 14h-19zM24 21C13.500 22 8 17.500 8 9.500 18 8.500 24 12.500 24 21zM24 18c0-8.500 5.500-13 15-13 1 8.500-5 13-15 13z",
    line: "M24 29V18",
  },
  // A broom and a blossom.
  "spring-cleaning": {
    body: "M19 18l11 11c-1 6.500-5.500 11.500-12 14.500L4.500 30C7.500 23.500 12.500 19 19 18z",
    line: "M42.500 5.500L25 23M11 36.500l6-6M18 43l2-4.500M4.500 30l4.500-2",
    solid:
      "M33.500 33.200a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM37.800 36.400a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM36.200 41.400a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM30.800 41.400a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM29.200 36.400a3 3 0 1 0 6 0 3 3 0 1 0-6 0z",
  },
} as const satisfies Readonly<Record<string, Glyph>>;
