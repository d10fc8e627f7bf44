import { t } from "@vscode/l10n";

import { formatCost, formatCount, formatModel, formatPercent, formatTokens } from "../../core/format.ts";
import type { SessionTable } from "../../shared/sessionTable.ts";
import { cacheHitRate, totalTokens } from "../../shared/tokenCounts.ts";
import { dayWords } from "./dayWords.ts";
import { unattendedShare } from "./unattendedShare.ts";
import type { InsightsView } from "./insightsView.ts";

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

/** A picture is seen outside of the editor: it has colours of its own. */
const INK = "#f4f1e8";
const QUIET = "#b9b6c8";
const GROUND = "#1d1b2e";
const PANE = "#2a2740";
const GOLD = "#f0bb2f";

/** Families that are there on every system. */
export const CARD_FAMILY = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

const MARGIN = 64;
const BARS_TOP = 400;
const BARS_HEIGHT = 130;
const MOST_BARS = 120;

/** Own totals only: no project, no path, no name of a person. */
export function shareCard(view: InsightsView, sessions: SessionTable | undefined): readonly CardShape[] {
  const { insights } = view;
  const days =
    insights.from === insights.to
      ? dayWords(insights.from)
      : t("{0} to {1}", dayWords(insights.from), dayWords(insights.to));
  return [
    box(0, 0, CARD_WIDTH, CARD_HEIGHT, 0, GROUND),
    box(0, 0, CARD_WIDTH, 10, 0, GOLD),
    text(MARGIN, 88, t("My AI usage"), 44, true, INK),
    text(MARGIN, 128, days, 24, false, QUIET),
    ...figures(view, sessions).flatMap(([name, figure], index) => pane(index, name, figure)),
    ...bars(view),
    {
      ...text(MARGIN, 590, "Token Legend", 24, true, GOLD),
      next: { text: t("counted on my own machine"), isBold: false, fill: QUIET },
    },
  ];
}

function figures(view: InsightsView, sessions: SessionTable | undefined): readonly (readonly [string, string])[] {
  const { insights, currency } = view;
  const hit = cacheHitRate(insights.totals);
  const unattended = unattendedShare(insights);
  const model = insights.byModel[0];
  return [
    [t("Tokens"), formatTokens(totalTokens(insights.totals))],
    [t("Cost"), formatCost(insights.totals, currency)],
    [t("Cache hit"), hit === undefined ? "–" : formatPercent(hit)],
    [t("Unattended"), unattended === undefined ? "–" : formatPercent(unattended)],
    [t("Sessions"), sessions === undefined ? "–" : formatCount(sessions.count)],
    [t("Most used model"), model === undefined ? "–" : shortened(formatModel(model.key))],
  ];
}

const PANE_WIDTH = (CARD_WIDTH - 2 * MARGIN - 2 * 24) / 3;

/** Three to a row. */
function pane(index: number, name: string, figure: string): readonly CardShape[] {
  const x = MARGIN + (index % 3) * (PANE_WIDTH + 24);
  const y = 156 + Math.floor(index / 3) * 116;
  return [
    box(x, y, PANE_WIDTH, 100, 12, PANE),
    text(x + 20, y + 34, name, 20, false, QUIET),
    text(x + 20, y + 78, figure, figure.length > 14 ? 26 : 38, true, INK),
  ];
}

function bars({ insights, state }: InsightsView): readonly CardShape[] {
  const sums = insights.series.points
    .slice(-MOST_BARS)
    .map(({ tokens, costNanos }) => (state.measure === "cost" ? costNanos : tokens).reduce((sum, one) => sum + one, 0));
  const largest = Math.max(0, ...sums);
  const band = (CARD_WIDTH - 2 * MARGIN) / Math.max(1, sums.length);
  return sums.flatMap((sum, index) => {
    if (sum <= 0) return [];
    const height = Math.max(2, (sum / largest) * BARS_HEIGHT);
    return [
      box(MARGIN + index * band, BARS_TOP + BARS_HEIGHT - height, band * 0.8, height, Math.min(3, band / 4), GOLD),
    ];
  });
}

const LONGEST_NAME = 26;

/** Model names are short as a rule, but are whatever a log says. */
function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
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
