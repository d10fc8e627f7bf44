import type { Grade } from "../../shared/gameSnapshot.ts";

/** What an earned badge is drawn as: its grade, or `single` for a badge without grades. */
export type BadgeForm = Grade | "single";

/** The medal around a badge's picture, on a grid of 48 units. */
export interface BadgeFrame {
  readonly shape: string;
  /** The half of the shape that lies in shadow, and the field that carries the picture. */
  readonly bevel: string;
  readonly field: string;
  /** Marks on the plate at its foot. */
  readonly pips: number;
  /** How large the picture is drawn, and the height of its middle. */
  readonly scale: number;
  readonly middle: number;
}

/** Every form has a silhouette of its own and its own number of marks, so that no one needs the colours to tell them apart. */
export const BADGE_FRAMES = {
  // A disc.
  bronze: {
    shape: "M1.500 24a22.500 22.500 0 1 0 45 0 22.500 22.500 0 1 0-45 0z",
    bevel: "M39.900 8.100a22.500 22.500 0 0 1-31.800 31.800z",
    field: "M5.500 24a18.500 18.500 0 1 0 37 0 18.500 18.500 0 1 0-37 0z",
    pips: 1,
    scale: 0.58,
    middle: 22.5,
  },
  // A hexagon.
  silver: {
    shape: "M24 1.200L43.700 12.600v22.800L24 46.800 4.300 35.400V12.600z",
    bevel: "M38.300 9.500l5.400 3.100v22.800L24 46.800 9.600 38.500z",
    field: "M24 5.200l16.300 9.400v18.800L24 42.800 7.700 33.400V14.600z",
    pips: 2,
    scale: 0.57,
    middle: 22.5,
  },
  // A star of eight points.
  gold: {
    shape:
      "M24 1.200l7.300 5.300 8.800 1.400 1.400 8.800L46.800 24l-5.300 7.300-1.400 8.800-8.800 1.400L24 46.800l-7.300-5.300-8.800-1.400-1.400-8.800L1.200 24l5.300-7.300 1.400-8.800 8.800-1.400z",
    bevel:
      "M40.100 7.900l1.400 8.800L46.800 24l-5.300 7.300-1.400 8.800-8.800 1.400L24 46.800l-7.300-5.300-8.800-1.400z",
    field: "M7 24a17 17 0 1 0 34 0 17 17 0 1 0-34 0z",
    pips: 3,
    scale: 0.55,
    middle: 22.5,
  },
  // A cut stone, standing on its corner.
  diamond: {
    shape: "M24 1.200Q38.500 9.500 46.800 24 38.500 38.500 24 46.800 9.500 38.500 1.200 24 9.500 9.500 24 1.200z",
    bevel: "M37 11q5.800 5.500 9.800 13Q38.500 38.500 24 46.800 16.500 43 11 37z",
    field: "M24 6q11 6.800 18 18-7 11.200-18 18Q13 35.200 6 24 13 12.800 24 6z",
    pips: 4,
    scale: 0.53,
    middle: 22.5,
  },
  // A shield.
  single: {
    shape: "M24 1.500q8.500 5 19.500 4.500v18q0 15-19.500 22.800Q4.500 39 4.500 24V6Q15.500 6.500 24 1.500z",
    bevel: "M43.500 6v18q0 15-19.500 22.800-8.500-3.400-13.300-8.300z",
    field: "M24 6q7 3.800 15.500 4v14q0 12-15.500 18.500Q8.500 36 8.500 24V10Q17 9.800 24 6z",
    pips: 0,
    scale: 0.56,
    middle: 23,
  },
} as const satisfies Readonly<Record<BadgeForm, BadgeFrame>>;
