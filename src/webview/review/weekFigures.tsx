import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import {
  formatCost,
  formatCount,
  formatModel,
  formatPercent,
  formatTokens,
  formatTokensInWords,
} from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import type { NamedTotals } from "../../shared/meterSnapshot.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { WeeklyReview } from "../../shared/weeklyReview.ts";
import { changeText } from "./reviewWords.ts";

const MOST_ROWS = 5;

/** The week in figures, against the one before, and where its tokens went. */
export function WeekFigures({
  review,
  currency,
}: {
  readonly review: WeeklyReview;
  readonly currency: Currency;
}): VNode {
  const { totals, before, unattendedTokens, byTool, byModel, toolNames } = review;
  const tokens = totalTokens(totals);
  // Part of a week beside a whole one would nearly always read as less.
  const change = (now: number, then: number | undefined): string =>
    review.isOver ? changeText(now, then) : t("So far. Compared once the week is over.");
  return (
    <>
      <section aria-labelledby="review-week">
        <h2 id="review-week" class="for-screen-reader">
          {t("The week in figures")}
        </h2>
        <dl class="review-figures">
          <Figure name={t("Tokens")} value={formatTokens(tokens)} words={formatTokensInWords(tokens)}>
            {change(tokens, before === undefined ? undefined : totalTokens(before))}
          </Figure>
          <Figure name={t("Cost")} value={formatCost(totals, currency)}>
            {change(totals.costNanos, before?.costNanos)}
          </Figure>
          <Figure name={t("Sessions")} value={formatCount(review.sessions)}>
            {review.activeDays === 1 ? t("On 1 day of 7.") : t("On {0} days of 7.", review.activeDays)}
          </Figure>
          <Figure name={t("Unattended")} value={formatPercent(tokens > 0 ? unattendedTokens / tokens : 0)}>
            {t("Of all tokens: no one had typed for 15 minutes.")}
          </Figure>
        </dl>
      </section>
      <div class="review-parts">
        <Parts title={t("By tool")} parts={byTool} nameOf={(key) => toolNames[key] ?? key} currency={currency} />
        <Parts title={t("By model")} parts={byModel} nameOf={formatModel} currency={currency} />
      </div>
    </>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  /** The value for a screen reader, where it reads badly. */
  readonly words?: string;
  readonly children: string;
}): VNode {
  const { name, value, words, children } = props;
  return (
    <div class="card">
      <dt class="eyebrow">{name}</dt>
      <dd class="review-value">
        {words === undefined ? (
          value
        ) : (
          <>
            <span aria-hidden="true">{value}</span>
            <span class="for-screen-reader">{words}</span>
          </>
        )}
      </dd>
      <dd class="quiet">{children}</dd>
    </div>
  );
}

function Parts(props: {
  readonly title: string;
  readonly parts: readonly NamedTotals[];
  readonly nameOf: (key: string) => string;
  readonly currency: Currency;
}): VNode {
  const { title, parts, nameOf, currency } = props;
  const shown = parts.slice(0, MOST_ROWS);
  const rest = parts.length - shown.length;
  return (
    <section class="card">
      <table class="review-table">
        <caption>{title}</caption>
        <thead class="for-screen-reader">
          <tr>
            <th scope="col">{t("Name")}</th>
            <th scope="col">{t("Tokens")}</th>
            <th scope="col">{t("Cost")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, totals }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{nameOf(key)}</bdi>
              </th>
              <td>{formatTokens(totalTokens(totals))}</td>
              <td>{formatCost(totals, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="quiet">{rest === 1 ? t("And 1 more.") : t("And {0} more.", formatCount(rest))}</p>}
    </section>
  );
}
