import type { MeView } from "../../shared/board/meView.ts";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatCount, formatTokens } from "../../core/format.ts";
import { CARD_HEIGHT, CARD_WIDTH, type CardShape } from "../../webview/insights/shareCard.ts";
import { dayWords } from "../dayWords.ts";
import { publishedWords } from "../publishedWords.ts";
import { meTexts } from "./meTexts.ts";
import { placeWords } from "./standing.tsx";

/* A picture is seen outside of the board: it has colours of its own, those of the panel's card. */
const INK = "#f4f1e8";
const QUIET = "#b9b6c8";
const GROUND = "#1d1b2e";
const PANE = "#2a2740";
const GOLD = "#f0bb2f";
const MARGIN = 64;
const GAP = 24;
const MOST_BARS = 30;
const BARS = { top: 414, height: 110 };

/** One's own figures and the rounded totals of all: no colleague, and not one's own name. */
export function boardCard(
  me: MeView,
  total: VolumeView["total"] | undefined,
  boardName: string,
  day: number,
): readonly CardShape[] {
  const texts = meTexts.card;
  const shown = (figure: VolumeView["total"]["people"] | undefined, format: (value: number) => string): string =>
    figure === undefined || figure.kind === "withheld" ? "–" : publishedWords(figure, format, 0);
  const figures: readonly (readonly [string, string])[] = [
    [texts.counted, formatTokens(me.counted)],
    [texts.seen, formatTokens(me.seen)],
    [texts.days, String(me.activeDays)],
    [texts.place, me.rank === undefined && me.band === undefined ? "–" : placeWords(me)],
    [texts.together, shown(total?.counted, formatTokens)],
    [texts.people, shown(total?.people, formatCount)],
  ];
  return [
    box(0, 0, CARD_WIDTH, CARD_HEIGHT, 0, GROUND),
    box(0, 0, CARD_WIDTH, 10, 0, GOLD),
    text(MARGIN, 88, texts.heading, 44, true, INK),
    text(MARGIN, 128, `${boardName} · ${dayWords(day)}`, 24, false, QUIET),
    ...figures.flatMap(([name, figure], index) => pane(index, name, figure)),
    ...bars(me.days),
    {
      ...text(MARGIN, 590, "Token Legend", 24, true, GOLD),
      next: { text: texts.foot, isBold: false, fill: QUIET },
    },
  ];
}

/** Three to a row. */
function pane(index: number, name: string, figure: string): readonly CardShape[] {
  const width = (CARD_WIDTH - 2 * MARGIN - 2 * GAP) / 3;
  const x = MARGIN + (index % 3) * (width + GAP);
  const y = 160 + Math.floor(index / 3) * 120;
  return [
    box(x, y, width, 104, 12, PANE),
    text(x + 20, y + 36, name, 20, false, QUIET),
    text(x + 20, y + 80, figure, figure.length > 14 ? 24 : 38, true, INK),
  ];
}

function bars(days: MeView["days"]): readonly CardShape[] {
  const shown = days.slice(-MOST_BARS);
  const largest = Math.max(0, ...shown.map(({ counted }) => counted));
  const band = (CARD_WIDTH - 2 * MARGIN) / MOST_BARS;
  return shown.flatMap(({ counted }, index) => {
    if (counted <= 0) return [];
    const height = Math.max(2, (counted / largest) * BARS.height);
    return [box(MARGIN + index * band, BARS.top + BARS.height - height, band * 0.8, height, 3, GOLD)];
  });
}

function box(x: number, y: number, width: number, height: number, radius: number, fill: string): CardShape {
  return { kind: "box", x, y, width, height, radius, fill };
}

function text(
  x: number,
  y: number,
  words: string,
  size: number,
  isBold: boolean,
  fill: string,
): CardShape & { readonly kind: "text" } {
  return { kind: "text", x, y, text: words, size, isBold, fill };
}
