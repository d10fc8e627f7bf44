import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { COUNTING_CAPS } from "../../core/countedTokens.ts";
import { formatPercent, formatTokens } from "../../core/format.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { tokensCell } from "./cells.ts";
import { FigureTable } from "./figureTable.tsx";
import type { InsightsView } from "./insightsView.ts";

/** What counts towards tiers of what was seen, and what each cap left out. */
export function CountedCard({ view }: { readonly view: InsightsView }): VNode {
  return (
    <section class="card" aria-labelledby="counted-heading">
      <h2 id="counted-heading">{t("Seen and counted")}</h2>
      <p class="quiet">{sentence(view)}</p>
      <FigureTable table={countedTable(view)} />
    </section>
  );
}

export function countedTable({ insights }: InsightsView): TableContent {
  const { seen, counted, rereads, perTurn, unattended, perDay } = insights.counted;
  const rows: readonly (readonly [string, number, string])[] = [
    [t("Seen"), seen, t("all tools, models and projects")],
    [t("Counted"), counted, t("what tiers go by")],
    [
      t("Read again"),
      rereads,
      t(
        "cache reads beyond {0} for each other token: the same text, sent over and over",
        COUNTING_CAPS.rereadsPerOtherToken,
      ),
    ],
    [
      t("Per turn"),
      perTurn,
      t("more than {0} for each message of yours", formatTokens(COUNTING_CAPS.tokensPerHumanTurn)),
    ],
    [t("Unattended"), unattended, t("runs without you beyond what you steered on the same day")],
    [t("Per day"), perDay, t("more than {0} on one day", formatTokens(COUNTING_CAPS.tokensPerDay))],
  ];
  return {
    title: t("Seen and counted"),
    columns: [t("Figure"), t("Tokens"), t("What it is")],
    // A cap that left nothing out is not worth a line.
    rows: rows
      .filter(([, tokens], index) => index < 2 || tokens > 0)
      .map(([name, tokens, words]) => [name, tokensCell(tokens), words]),
  };
}

function sentence({ insights }: InsightsView): string {
  const { seen, counted } = insights.counted;
  if (seen === 0) return t("Nothing was seen in these days.");
  return counted >= seen
    ? t("Everything that was seen counts towards tiers.")
    : t(
        "{0} of what was seen counts towards tiers. The caps are the same for everyone.",
        formatPercent(counted / seen),
      );
}
