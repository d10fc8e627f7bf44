import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { Currency } from "../../shared/currency.ts";
import type { Saving } from "../../shared/weeklyReview.ts";
import { savingWords } from "./reviewWords.ts";

/** What could cost less, the largest first. */
export function SavingsSection(props: { readonly savings: readonly Saving[]; readonly currency: Currency }): VNode {
  const { savings, currency } = props;
  return (
    <section aria-labelledby="review-savings">
      <h2 id="review-savings">{t("What could cost less")}</h2>
      <p class="quiet">
        {savings.length === 0
          ? t("Nothing worth half a dollar was found in this week.")
          : t("Estimates at list prices. No part of the cost is in two of them.")}
      </p>
      {savings.length > 0 && (
        <ul class="review-savings">
          {savings.map((saving) => {
            const { title, amount, advice, assumption } = savingWords(saving, currency);
            return (
              <li key={`${saving.kind} ${saving.model ?? ""}`} class="card">
                <p class="review-amount">{amount}</p>
                <h3>{title}</h3>
                <p>{advice}</p>
                <p class="quiet">{assumption}</p>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
