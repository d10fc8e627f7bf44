import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useContext } from "preact/hooks";

import type { Currency } from "../../shared/currency.ts";
import type { WeeklyReview } from "../../shared/weeklyReview.ts";
import { PanelLinkContext } from "../useAnswer.ts";
import { SessionCards } from "./sessionCards.tsx";
import type { Marks } from "./useMarks.ts";

/** The sessions that most of the money went to, each with what came of it. */
export function CostliestSessions(props: {
  readonly review: WeeklyReview;
  readonly currency: Currency;
  readonly marks: Marks;
}): VNode {
  const { review, currency, marks } = props;
  const link = useContext(PanelLinkContext);
  const count = review.costliest.length;
  return (
    <section aria-labelledby="review-sessions">
      <h2 id="review-sessions">{count === 1 ? t("The costliest session") : t("The {0} costliest sessions", count)}</h2>
      <p class="quiet">
        {t("What came of each, as far as it shows on this machine. Your marks stay here and are seen by nobody else.")}
      </p>
      {/* Repositories are looked through once for a week, and not with every call that is counted meanwhile. */}
      <PanelLinkContext.Provider value={{ ...link, revision: 0 }}>
        <SessionCards review={review} currency={currency} marks={marks} />
      </PanelLinkContext.Provider>
    </section>
  );
}
