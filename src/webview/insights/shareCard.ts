import { t } from "@vscode/l10n";

import { formatCost, formatCount, formatModel, formatPercent, formatTokens } from "../../core/format.ts";
import type { SessionTable } from "../../shared/sessionTable.ts";
import { cacheHitRate, totalTokens } from "../../shared/tokenCounts.ts";
import { CARD_COLOURS, CARD_MARGIN, CARD_WIDTH, type CardShape, cardBox, cardText, framedCard } from "./cardShape.ts";
import { dayWords } from "./dayWords.ts";
import { unattendedShare } from "./unattendedShare.ts";
import type { InsightsView } from "./insightsView.ts";

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
  const content = [
    ...figures(view, sessions).flatMap(([name, figure], index) => pane(index, name, figure)),
    ...bars(view),
  ];
  return framedCard(t("My AI usage"), days, content, t("counted on my own machine"));
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

const PANE_WIDTH = (CARD_WIDTH - 2 * CARD_MARGIN - 2 * 24) / 3;

/** Three to a row. */
function pane(index: number, name: string, figure: string): readonly CardShape[] {
  const x = CARD_MARGIN + (index % 3) * (PANE_WIDTH + 24);
  const y = 156 + Math.floor(index / 3) * 116;
  return [
    cardBox(x, y, PANE_WIDTH, 100, 12, CARD_COLOURS.pane),
    cardText(x + 20, y + 34, name, 20, false, CARD_COLOURS.quiet),
    cardText(x + 20, y + 78, figure, figure.length > 14 ? 26 : 38, true, CARD_COLOURS.ink),
  ];
}

function bars({ insights, state }: InsightsView): readonly CardShape[] {
  const sums = insights.series.points
    .slice(-MOST_BARS)
    .map(({ tokens, costNanos }) => (state.measure === "cost" ? costNanos : tokens).reduce((sum, one) => sum + one, 0));
  const largest = Math.max(0, ...sums);
  const band = (CARD_WIDTH - 2 * CARD_MARGIN) / Math.max(1, sums.length);
  return sums.flatMap((sum, index) => {
    if (sum <= 0) return [];
    const height = Math.max(2, (sum / largest) * BARS_HEIGHT);
    return [
      cardBox(
        CARD_MARGIN + index * band,
        BARS_TOP + BARS_HEIGHT - height,
        band * 0.8,
        height,
        Math.min(3, band / 4),
        CARD_COLOURS.gold,
      ),
    ];
  });
}

const LONGEST_NAME = 26;

/** Model names are short as a rule, but are whatever a log says. */
function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
}
