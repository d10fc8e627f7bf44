import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatCount, formatPercent, formatTokens } from "../../core/format.ts";
import type { SessionTable } from "../../shared/sessionTable.ts";
import { cacheHitRate, totalTokens } from "../../shared/tokenCounts.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { costCell, countCell, shareCell, totalCell } from "./cells.ts";
import { changeWords, pointWords } from "./changeWords.ts";
import type { InsightsView } from "./insightsView.ts";
import { unattendedShare } from "./unattendedShare.ts";

/** The figures that say most, each against the time before. */
export function Headline(props: {
  readonly view: InsightsView;
  /** Absent until the ledger has answered. */
  readonly sessions: SessionTable | undefined;
}): VNode {
  const { insights, currency } = props.view;
  const { totals, before } = insights;
  const unattended = unattendedShare(insights);
  const count = props.sessions?.count;
  return (
    <dl class="headline">
      <Figure
        name={t("Tokens")}
        figure={formatTokens(totalTokens(totals))}
        more={before && changeWords(totalTokens(before), totalTokens(totals), insights.days)}
      />
      <Figure
        name={t("Cost")}
        figure={formatCost(totals, currency)}
        more={before && changeWords(before.costNanos, totals.costNanos, insights.days)}
      />
      <Figure
        name={t("Cache hit")}
        figure={percentOf(cacheHitRate(totals))}
        more={before && pointWords(cacheHitRate(before), cacheHitRate(totals), insights.days)}
      />
      <Figure name={t("Unattended")} figure={percentOf(unattended)} more={t("of all tokens")} />
      <Figure
        name={t("Sessions")}
        figure={count === undefined ? "–" : formatCount(count)}
        more={callWords(totals.calls)}
      />
    </dl>
  );
}

/** The same figures, for a file. */
export function headlineTable({ insights, currency }: InsightsView, sessions: SessionTable | undefined): TableContent {
  const { totals } = insights;
  return {
    title: t("Headline figures"),
    columns: [t("Figure"), t("Value")],
    rows: [
      [t("First day"), insights.from],
      [t("Last day"), insights.to],
      [t("Tokens"), totalCell(totals)],
      [t("Cost ({0})", currency.code), costCell(totals, currency)],
      [t("Cache hit"), shareCell(cacheHitRate(totals))],
      [t("Unattended"), shareCell(unattendedShare(insights))],
      [t("Calls"), countCell(totals.calls)],
      ...(sessions === undefined ? [] : [[t("Sessions"), countCell(sessions.count)]]),
    ],
  };
}

function Figure(props: { readonly name: string; readonly figure: string; readonly more: string | undefined }): VNode {
  return (
    <div class="card figure">
      <dt class="quiet">{props.name}</dt>
      <dd>
        <span class="figure-value">{props.figure}</span>
        {props.more !== undefined && <span class="quiet figure-more">{props.more}</span>}
      </dd>
    </div>
  );
}

function percentOf(share: number | undefined): string {
  return share === undefined ? "–" : formatPercent(share);
}

function callWords(calls: number): string {
  return calls === 1 ? t("1 call to a model") : t("{0} calls to models", formatCount(calls));
}
