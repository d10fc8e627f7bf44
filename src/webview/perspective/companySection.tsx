import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount } from "../../core/format.ts";
import {
  COMPANY,
  type CountedShare,
  EVEN_COMPANY,
  countedShare,
  medianTokens,
  shareBelow,
  tokensAt,
  tokensAtPlace,
} from "../../core/perspective/company.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import type { TableChoice } from "../charts/tableChoice.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { roughTokens } from "./shareWords.ts";
import { CompanyCurve, type CurvePoint } from "./companyCurve.tsx";

/** Where the reader's last 30 days would lie in a company of 85,000, as an estimate. */
export function CompanySection(props: {
  /** Seen in 30 UTC days; absent while it is not known. */
  readonly tokens: number | undefined;
  readonly choice: TableChoice;
}): VNode {
  const { tokens, choice } = props;
  const points = pointsOf(tokens);
  const summary = summaryOf(tokens);
  return (
    <ChartCard
      id="company"
      summary={summary}
      table={tableOf(points)}
      choice={choice}
      note={
        <p class="quiet">
          {t(
            "An estimate: a log-normal distribution with a mean of 708M and a sigma of 1.8, made from two reported figures, 60.2T tokens of 85,000 people and about 300B of the first of them. Were the company as even as a public board, with a sigma of 1.3, its median would be {0} instead of {1}. More tokens are no better: what came of them is not in this curve.",
            roughTokens(medianTokens(EVEN_COMPANY)),
            roughTokens(medianTokens(COMPANY)),
          )}
        </p>
      }
    >
      <CompanyCurve points={points} ownTokens={tokens} summary={summary} />
    </ChartCard>
  );
}

function summaryOf(tokens: number | undefined): string {
  if (tokens === undefined) return t("How 85,000 people may share 60.2T tokens a month.");
  if (tokens === 0)
    return t(
      "You used no tokens in the last 30 days; half of such a company stays below {0}.",
      roughTokens(medianTokens(COMPANY)),
    );
  const uneven = countedShare(shareBelow(COMPANY, tokens));
  const even = countedShare(shareBelow(EVEN_COMPANY, tokens));
  const seen = roughTokens(tokens);
  const likely = shareText(uneven);
  const other = shareText(even);
  return likely === other
    ? t("About {0} people of such a company use less than your {1} tokens of 30 days. This is no goal.", likely, seen)
    : t(
        "About {0} people of such a company use less than your {1} tokens of 30 days, and {2} if it were more even. This is no goal.",
        likely,
        seen,
        other,
      );
}

function shareText({ count, of }: CountedShare): string {
  return t("{0} in {1}", count, of);
}

/** The places that are marked, from the left to the right. */
function pointsOf(tokens: number | undefined): readonly CurvePoint[] {
  const points: CurvePoint[] = [
    { id: "quarter", label: t("A quarter stays below"), tokens: tokensAt(COMPANY, 0.25) },
    { id: "median", label: t("Half stay below (median)"), tokens: medianTokens(COMPANY) },
    { id: "mean", label: t("Mean of all people"), tokens: COMPANY.meanTokens },
    { id: "p90", label: t("90 in 100 stay below"), tokens: tokensAt(COMPANY, 0.9) },
    { id: "p99", label: t("99 in 100 stay below"), tokens: tokensAt(COMPANY, 0.99) },
    { id: "place", label: t("250th place of 85,000"), tokens: tokensAtPlace(COMPANY, 250) },
  ];
  if (tokens !== undefined && tokens > 0) points.push({ id: "own", label: t("Your last 30 days"), tokens });
  return points.toSorted((one, other) => one.tokens - other.tokens);
}

function tableOf(points: readonly CurvePoint[]): TableContent {
  return {
    title: t("Your 30 days in a company of {0}", formatCount(COMPANY.people)),
    columns: [t("Place"), t("Tokens of 30 days"), t("People who use less")],
    rows: points.map(({ label, tokens }) => {
      const below = shareBelow(COMPANY, tokens);
      return [
        label,
        { text: roughTokens(tokens), value: Math.round(tokens) },
        { text: shareText(countedShare(below)), value: below },
      ];
    }),
  };
}
