/** A picture of 1200 × 630, the size that is shown when one is shared: rectangles and lines of text. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

export type CardShape =
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
      readonly fill: string;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly isBold: boolean;
      readonly fill: string;
      /** Words on the same line: where they begin is known once the ones before are drawn, as fonts differ in width. */
      readonly next?: { readonly text: string; readonly isBold: boolean; readonly fill: string };
    };

/** Between a text and the words that follow on its line. */
export const CARD_WORD_GAP = 16;

/** Families that are there on every system. */
export const CARD_FAMILY = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

export const CARD_MARGIN = 64;

/** A picture is seen outside of the editor and the board: it has colours of its own. */
export const CARD_COLOURS = {
  ink: "#f4f1e8",
  quiet: "#b9b6c8",
  ground: "#1d1b2e",
  pane: "#2a2740",
  gold: "#f0bb2f",
} as const;

/** The content between a heading with the line below it and, at the foot, the product's name with the words that follow it. */
export function framedCard(
  heading: string,
  below: string,
  content: readonly CardShape[],
  foot: string,
): readonly CardShape[] {
  const { ink, quiet, ground, gold } = CARD_COLOURS;
  return [
    cardBox(0, 0, CARD_WIDTH, CARD_HEIGHT, 0, ground),
    cardBox(0, 0, CARD_WIDTH, 10, 0, gold),
    cardText(CARD_MARGIN, 88, heading, 44, true, ink),
    cardText(CARD_MARGIN, 128, below, 24, false, quiet),
    ...content,
    { ...cardText(CARD_MARGIN, 590, "Token Legend", 24, true, gold), next: { text: foot, isBold: false, fill: quiet } },
  ];
}

export function cardBox(x: number, y: number, width: number, height: number, radius: number, fill: string): CardShape {
  return { kind: "box", x, y, width, height, radius, fill };
}

export function cardText(
  x: number,
  y: number,
  words: string,
  size: number,
  isBold: boolean,
  fill: string,
): CardShape & { readonly kind: "text" } {
  return { kind: "text", x, y, text: words, size, isBold, fill };
}
