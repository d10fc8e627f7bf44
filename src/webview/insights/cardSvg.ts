import { CARD_FAMILY, CARD_HEIGHT, CARD_WIDTH, CARD_WORD_GAP, type CardShape } from "./cardShape.ts";

/** The card as an SVG document. */
export function cardSvg(shapes: readonly CardShape[]): string {
  const size = `width="${CARD_WIDTH}" height="${CARD_HEIGHT}" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${CARD_FAMILY}">\n${shapes.map(svgOf).join("\n")}\n</svg>\n`;
}

function svgOf(shape: CardShape): string {
  if (shape.kind === "box") {
    const { x, y, width, height, radius, fill } = shape;
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(radius)}" fill="${fill}"/>`;
  }
  const { x, y, size, text, next } = shape;
  const more =
    next === undefined
      ? ""
      : `<tspan dx="${CARD_WORD_GAP}" font-weight="${weightOf(next)}" fill="${next.fill}">${escapeXml(next.text)}</tspan>`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weightOf(shape)}" fill="${shape.fill}">${escapeXml(text)}${more}</text>`;
}

function weightOf({ isBold }: { readonly isBold: boolean }): string {
  return isBold ? "600" : "400";
}

/** Characters that XML does not allow are left out: a model's name is whatever a log says. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
