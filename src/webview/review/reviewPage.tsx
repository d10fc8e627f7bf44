import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { PanelView } from "../../shared/panelProtocol.ts";
import type { WeeklyReview } from "../../shared/weeklyReview.ts";
import type { PageActions } from "../achievements/achievementsPage.tsx";
import { FailureNotice } from "../failureNotice.tsx";
import type { PageState } from "../pageState.ts";
import { StatusNotice, announcement } from "../statusNotice.tsx";
import { useAnswer } from "../useAnswer.ts";
import { CostliestSessions } from "./costliestSessions.tsx";
import { readReviewState } from "./reviewState.ts";
import { daysText } from "./reviewWords.ts";
import { SavingsSection } from "./savingsSection.tsx";
import { useMarks } from "./useMarks.ts";
import { WeekFigures } from "./weekFigures.tsx";
import { WeekNav } from "./weekNav.tsx";

/** A week with AI assistants: what ran, what it cost, what came of it, and what could cost less. */
export function ReviewPage(props: {
  readonly view: PanelView;
  readonly state: PageState;
  readonly actions: PageActions;
}): VNode {
  const { view, state, actions } = props;
  const { week } = readReviewState(state.own.review);
  const { answer, isWaiting, failure, askAgain } = useAnswer<"review">({
    name: "review",
    argument: week === undefined ? {} : { week },
  });
  const marks = useMarks(askAgain);
  const turnTo = (other: string): void => actions.change({ own: { ...state.own, review: { week: other } } });
  const problem = failure ?? marks.failure;
  const isQuiet = answer !== undefined && !hasUsage(answer);
  // A ledger that outlives its logs has weeks to show.
  const status: PanelView["status"] =
    view.status.kind === "empty" && answer !== undefined && !isQuiet ? { kind: "normal" } : view.status;
  return (
    <main class="review" aria-busy={isWaiting && answer === undefined}>
      <header class="page-head">
        <h1>{t("Weekly Review")}</h1>
        {answer !== undefined && <WeekNav review={answer} turnTo={turnTo} />}
      </header>
      <p class="for-screen-reader" role="status">
        {announcement(view.status)} {answer !== undefined && daysText(answer.from, answer.to)}
      </p>
      <StatusNotice status={status} hasNumbers act={actions.act} />
      {problem !== undefined && (
        <FailureNotice title={t("The ledger could not do this")} reason={problem} askAgain={askAgain} />
      )}
      {answer === undefined && failure === undefined && <p class="quiet">{t("Adding up the week…")}</p>}
      {answer !== undefined && !isQuiet && <Week review={answer} view={view} marks={marks} />}
      {/* Where nothing was ever seen, the notice above says so. */}
      {isQuiet && status.kind !== "empty" && <QuietWeek />}
    </main>
  );
}

function hasUsage({ totals, sessions }: WeeklyReview): boolean {
  return totals.calls > 0 || sessions > 0;
}

function QuietWeek(): VNode {
  return (
    <section class="card nothing">
      <h2>{t("Nothing ran in this week")}</h2>
      <p class="quiet">{t("No call to a model was logged on this machine. Time away counts for something, too.")}</p>
    </section>
  );
}

function Week(props: {
  readonly review: WeeklyReview;
  readonly view: PanelView;
  readonly marks: ReturnType<typeof useMarks>;
}): VNode {
  const { review, view, marks } = props;
  return (
    <>
      <WeekFigures review={review} currency={view.currency} />
      <CostliestSessions review={review} currency={view.currency} marks={marks} />
      <SavingsSection savings={review.savings} currency={view.currency} />
      <section class="review-limits" aria-labelledby="review-limits">
        <h2 id="review-limits">{t("What this cannot say")}</h2>
        <p class="quiet">
          {t(
            "A commit shows that something was kept, not that it was good, and a session without one may have answered the right question. Cost and outcome stand side by side for you alone: there is no score and no target.",
          )}
        </p>
        <p class="quiet">
          {t(
            "A commit counts for every session that ran at the time. Work that is not committed, lies on another machine or was committed under another address is missed, and so are tests that ran outside of the editor.",
          )}
        </p>
      </section>
    </>
  );
}
