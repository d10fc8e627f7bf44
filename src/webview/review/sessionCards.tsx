import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatCount, formatModel, formatPercent, formatTokens } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { ReviewedSession, SessionOutcome, WeeklyReview } from "../../shared/weeklyReview.ts";
import { shortFolders } from "../insights/names.ts";
import { useAnswer } from "../useAnswer.ts";
import { MarkChoice } from "./markChoice.tsx";
import { commitsText, spanText, testRunsText } from "./reviewWords.ts";
import type { Marks } from "./useMarks.ts";

/** One card for each session. */
export function SessionCards(props: {
  readonly review: WeeklyReview;
  readonly currency: Currency;
  readonly marks: Marks;
}): VNode {
  const { review, currency, marks } = props;
  const { answer, failure } = useAnswer<"outcomes">({ name: "outcomes", argument: { week: review.week } });
  const outcomes = answer?.week === review.week ? answer.sessions : [];
  const folders = shortFolders(review.costliest.map(({ project }) => project));
  return (
    <ol class="review-sessions">
      {review.costliest.map((session) => (
        <li key={session.id} class="card">
          <SessionFacts
            session={session}
            folder={folders.get(session.project) ?? t("No project")}
            toolName={review.toolNames[session.tool] ?? session.tool}
            currency={currency}
          />
          <Outcome outcome={outcomes.find(({ id }) => id === session.id)} failure={failure} />
          <MarkChoice
            session={session.id}
            mark={marks.markOf(session.id, session.mark)}
            choose={(mark) => marks.choose(session.id, mark)}
          />
        </li>
      ))}
    </ol>
  );
}

function SessionFacts(props: {
  readonly session: ReviewedSession;
  readonly folder: string;
  readonly toolName: string;
  readonly currency: Currency;
}): VNode {
  const { session, folder, toolName, currency } = props;
  const { project, startMs, endMs, turns, totals, unattendedTokens, models } = session;
  const tokens = totalTokens(totals);
  return (
    <div class="review-facts">
      <h3>
        <span class="review-cost">{formatCost(totals, currency)}</span> <bdi title={project}>{folder}</bdi>
      </h3>
      <p class="quiet">{spanText(startMs, endMs)}</p>
      <ul class="review-chips">
        <li>{toolName}</li>
        <li>
          <bdi>{formatModel(models[0] ?? "")}</bdi>
        </li>
        {models.length > 1 && <li>{t("{0} models in all", models.length)}</li>}
        <li>{t("{0} tokens", formatTokens(tokens))}</li>
        <li>{turns === 1 ? t("1 turn") : t("{0} turns", formatCount(turns))}</li>
        <li>{t("{0} unattended", formatPercent(tokens > 0 ? unattendedTokens / tokens : 0))}</li>
      </ul>
    </div>
  );
}

function Outcome(props: { readonly outcome: SessionOutcome | undefined; readonly failure: string | undefined }): VNode {
  const { outcome, failure } = props;
  return (
    <div class="review-outcome">
      <h4 class="eyebrow">{t("What came of it")}</h4>
      {outcome === undefined ? (
        <p class="quiet">{failure ?? t("Looking in the repository…")}</p>
      ) : (
        <>
          <p>{commitsText(outcome.commits)}</p>
          <p class={outcome.testRuns.count === 0 ? "quiet" : ""}>{testRunsText(outcome.testRuns)}</p>
        </>
      )}
    </div>
  );
}
