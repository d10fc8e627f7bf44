import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { BadgeStanding } from "../../shared/gameSnapshot.ts";
import { BadgeArt } from "../art/badgeArt.tsx";
import { Icon } from "../icon.tsx";
import { ProgressBar } from "../progressBar.tsx";
import { earnedForm, progressWords, standingWord } from "./badgeWords.ts";

const ART_PX = 72;

/** One badge at a glance. Its button opens and closes the details. */
export function BadgeCard(props: {
  readonly badge: BadgeStanding;
  /** Whether part of it was earned since the reader last saw it. */
  readonly isNew: boolean;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}): VNode {
  const { badge, isNew, isOpen, toggle } = props;
  const isEarned = badge.earned.length > 0;
  return (
    <li class={`card badge badge-${badge.state}${isOpen ? " open" : ""}${isNew ? " new" : ""}`}>
      <div class="badge-art">
        <BadgeArt id={badge.id} grade={earnedForm(badge)} size={ART_PX} />
      </div>
      <div class="badge-text">
        <h4>
          <button
            type="button"
            class="badge-button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId(badge.id) : undefined}
            aria-describedby={`standing-${badge.id}`}
            id={`badge-${badge.id}`}
            onClick={toggle}
            onKeyDown={({ key }) => isOpen && key === "Escape" && toggle()}
          >
            {badge.name}
          </button>
          <Icon name="chevron" />
        </h4>
        <p class="badge-facts">
          {isNew && <span class="chip new-chip">{t("New")}</span>}
          {isEarned && <span class="chip">{standingWord(badge)}</span>}
          <span class="quiet">{factsWords(badge, isEarned)}</span>
        </p>
      </div>
      {badge.state !== "unknown" && (
        <ProgressBar fraction={badge.progress} label={t("Progress of {0}", badge.name)} words={progressWords(badge)} />
      )}
      <p class="badge-standing quiet" id={`standing-${badge.id}`}>
        {badge.standing}
      </p>
    </li>
  );
}

function factsWords(badge: BadgeStanding, isEarned: boolean): string {
  if (badge.state === "unknown") return isEarned ? "" : standingWord(badge);
  // How far it is says that it is in progress.
  const isSaid = isEarned || badge.state === "in-progress";
  return isSaid ? progressWords(badge) : `${standingWord(badge)} · ${progressWords(badge)}`;
}

/** Id of the element with a badge's details. */
export function detailsId(badgeId: string): string {
  return `details-${badgeId}`;
}
