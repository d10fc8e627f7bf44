import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatDay } from "../../core/format.ts";
import { gradeName } from "../../core/gradeName.ts";
import { type BadgeStanding, GRADES, type Grade } from "../../shared/gameSnapshot.ts";
import { BadgeArt } from "../art/badgeArt.tsx";
import { Icon } from "../icon.tsx";
import { detailsId } from "./badgeCard.tsx";
import { isComplete, progressWords } from "./badgeWords.ts";

const ART_PX = 72;

/** All there is to know about a badge: what for, what is next, what was earned and with which figures. */
export function BadgeDetails({ badge, close }: { readonly badge: BadgeStanding; readonly close: () => void }): VNode {
  const headingId = `${detailsId(badge.id)}-name`;
  return (
    <li class="details" id={detailsId(badge.id)} onKeyDown={({ key }) => key === "Escape" && close()}>
      <section class="card details-body" aria-labelledby={headingId}>
        <div class="details-head">
          <h5 id={headingId}>{badge.name}</h5>
          <button type="button" class="button secondary icon-button" onClick={close}>
            <Icon name="close" />
            <span class="for-screen-reader">{t("Close the details of {0}", badge.name)}</span>
          </button>
        </div>
        <p>{badge.purpose}</p>
        <div class="details-columns">
          <dl>
            <dt>{nextTerm(badge)}</dt>
            <dd>{badge.criterion}</dd>
            <dt>{badge.state === "unknown" ? t("Why it is not measured") : t("Where you stand")}</dt>
            <dd>
              {badge.standing}
              {badge.state !== "unknown" && ` (${progressWords(badge)})`}
            </dd>
          </dl>
          <History badge={badge} />
        </div>
        {isGraded(badge) && <Grades badge={badge} />}
      </section>
    </li>
  );
}

function nextTerm(badge: BadgeStanding): string {
  if (isComplete(badge)) return t("What it took");
  return badge.nextGrade === undefined ? t("What it takes") : t("What {0} takes", gradeName(badge.nextGrade));
}

function History({ badge }: { readonly badge: BadgeStanding }): VNode {
  if (badge.earned.length === 0)
    return <p class="quiet history">{t("Nothing earned yet. What you earn here stays yours.")}</p>;
  return (
    <table class="history">
      <caption>{t("Earned")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Grade")}</th>
          <th scope="col">{t("Date")}</th>
          <th scope="col">{t("With")}</th>
        </tr>
      </thead>
      <tbody>
        {badge.earned.map(({ grade, atMs, figures }) => (
          <tr key={grade ?? ""}>
            <th scope="row">{grade === undefined ? badge.name : gradeName(grade)}</th>
            <td>
              <time dateTime={new Date(atMs).toISOString()}>{formatDay(atMs)}</time>
            </td>
            <td>{figures}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isGraded(badge: BadgeStanding): boolean {
  return badge.nextGrade !== undefined || badge.earned.some(({ grade }) => grade !== undefined);
}

function Grades({ badge }: { readonly badge: BadgeStanding }): VNode {
  const has = (grade: Grade): boolean => badge.earned.some((earned) => earned.grade === grade);
  return (
    <ul class="grades" aria-label={t("Grades of {0}", badge.name)}>
      {GRADES.map((grade) => (
        <li key={grade} class={has(grade) ? "grade" : "grade not-yet"}>
          <BadgeArt id={badge.id} grade={grade} size={ART_PX} />
          <span>{gradeName(grade)}</span>
          <span class="for-screen-reader">{has(grade) ? t("earned") : t("not earned")}</span>
        </li>
      ))}
    </ul>
  );
}
