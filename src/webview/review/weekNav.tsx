import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { WeeklyReview } from "../../shared/weeklyReview.ts";
import { longBucket } from "../insights/dayWords.ts";
import { daysText } from "./reviewWords.ts";

/** Which week is shown, and the ways to those beside it. */
export function WeekNav(props: { readonly review: WeeklyReview; readonly turnTo: (week: string) => void }): VNode {
  const { week, from, to, isOver, previous, next } = props.review;
  const words = longBucket("week", week);
  return (
    <div class="week-nav" role="group" aria-label={t("Week")}>
      <p>
        <strong>{daysText(from, to)}</strong>{" "}
        <span class="quiet">{isOver ? words : t("{0}, still running", words)}</span>
      </p>
      <Step text={t("Previous Week")} week={previous} turnTo={props.turnTo} />
      <Step text={t("Next Week")} week={next} turnTo={props.turnTo} />
    </div>
  );
}

/** Stays in its place, and keeps the focus, where there is no such week. */
function Step(props: {
  readonly text: string;
  readonly week: string | undefined;
  readonly turnTo: (week: string) => void;
}): VNode {
  const { text, week, turnTo } = props;
  return (
    <button
      type="button"
      class="button secondary"
      aria-disabled={week === undefined}
      onClick={() => {
        if (week !== undefined) turnTo(week);
      }}
    >
      {text}
    </button>
  );
}
