import type { MeView } from "../../shared/board/meView.ts";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatCount, formatTokens } from "../../core/format.ts";
import {
  CARD_COLOURS,
  CARD_MARGIN,
  CARD_WIDTH,
  type CardShape,
  cardBox,
  cardText,
  framedCard,
} from "../../webview/insights/cardShape.ts";
import { dayWords } from "../dayWords.ts";
import { publishedWords } from "../publishedWords.ts";
import { meTexts } from "./meTexts.ts";
import { placeWords } from "./standing.tsx";

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
  const content = [...figures.flatMap(([name, figure], index) => pane(index, name, figure)), ...bars(me.days)];
  return framedCard(texts.heading, `${boardName} · ${dayWords(day)}`, content, texts.foot);
}

/** Three to a row. */
function pane(index: number, name: string, figure: string): readonly CardShape[] {
  const width = (CARD_WIDTH - 2 * CARD_MARGIN - 2 * GAP) / 3;
  const x = CARD_MARGIN + (index % 3) * (width + GAP);
  const y = 160 + Math.floor(index / 3) * 120;
  return [
    cardBox(x, y, width, 104, 12, CARD_COLOURS.pane),
    cardText(x + 20, y + 36, name, 20, false, CARD_COLOURS.quiet),
    cardText(x + 20, y + 80, figure, figure.length > 14 ? 24 : 38, true, CARD_COLOURS.ink),
  ];
}

function bars(days: MeView["days"]): readonly CardShape[] {
  const shown = days.slice(-MOST_BARS);
  const largest = Math.max(0, ...shown.map(({ counted }) => counted));
  const band = (CARD_WIDTH - 2 * CARD_MARGIN) / MOST_BARS;
  return shown.flatMap(({ counted }, index) => {
    if (counted <= 0) return [];
    const height = Math.max(2, (counted / largest) * BARS.height);
    return [
      cardBox(CARD_MARGIN + index * band, BARS.top + BARS.height - height, band * 0.8, height, 3, CARD_COLOURS.gold),
    ];
  });
}
