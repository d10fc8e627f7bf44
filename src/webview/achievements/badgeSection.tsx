import { t } from "@vscode/l10n";
import { Fragment, type VNode } from "preact";

import { formatCount } from "../../core/format.ts";
import { BADGE_GROUPS, type BadgeStanding } from "../../shared/gameSnapshot.ts";
import type { PageState } from "../pageState.ts";
import { BadgeCard } from "./badgeCard.tsx";
import { BadgeDetails } from "./badgeDetails.tsx";
import { BadgeTools } from "./badgeTools.tsx";
import { groupWords } from "./badgeWords.ts";
import { filterBadges } from "./filterBadges.ts";

/** All badges by group, with what narrows them down and the details of one. */
export function BadgeSection(props: {
  readonly badges: readonly BadgeStanding[];
  /** What was earned after it is marked as new. */
  readonly newSinceMs: number | undefined;
  readonly state: PageState;
  readonly change: (changes: Partial<PageState>) => void;
}): VNode {
  const { badges, newSinceMs, state, change } = props;
  const shown = filterBadges(badges, state.filter, state.search);
  const earned = badges.filter((badge) => badge.earned.length > 0).length;
  return (
    <section class="badges" aria-labelledby="badges">
      <div class="badges-head">
        <h2 id="badges">{t("Badges")}</h2>
        <p class="quiet">{t("{0} of {1} earned", earned, badges.length)}</p>
      </div>
      <BadgeTools
        badges={badges}
        filter={state.filter}
        search={state.search}
        setFilter={(filter) => change({ filter })}
        setSearch={(search) => change({ search })}
      />
      <p class="for-screen-reader" role="status">
        {shown.length === 1 ? t("1 badge shown") : t("{0} badges shown", formatCount(shown.length))}
      </p>
      {shown.length === 0 && (
        <p class="nothing">
          {t("No badge is like that.")}{" "}
          <button type="button" class="button secondary" onClick={() => change({ filter: "all", search: "" })}>
            {t("Show all badges")}
          </button>
        </p>
      )}
      {BADGE_GROUPS.map((group) => ({ group, members: shown.filter((badge) => badge.group === group) }))
        .filter(({ members }) => members.length > 0)
        .map(({ group, members }) => (
          <section key={group} class="group" aria-labelledby={`group-${group}`}>
            <h3 id={`group-${group}`}>{groupWords(group).name}</h3>
            <p class="quiet">{groupWords(group).about}</p>
            <ul class="grid">
              {members.map((badge) => (
                <Fragment key={badge.id}>
                  <BadgeCard
                    badge={badge}
                    isNew={isNew(badge, newSinceMs)}
                    isOpen={badge.id === state.selected}
                    toggle={() => change({ selected: badge.id === state.selected ? undefined : badge.id })}
                  />
                  {badge.id === state.selected && (
                    <BadgeDetails badge={badge} close={() => closeDetails(badge.id, change)} />
                  )}
                </Fragment>
              ))}
            </ul>
          </section>
        ))}
    </section>
  );
}

function isNew({ earned }: BadgeStanding, newSinceMs: number | undefined): boolean {
  return newSinceMs !== undefined && earned.some(({ atMs }) => atMs > newSinceMs);
}

/** The focus goes back to where the details were opened. */
function closeDetails(badgeId: string, change: (changes: Partial<PageState>) => void): void {
  change({ selected: undefined });
  document.querySelector<HTMLElement>(`#badge-${CSS.escape(badgeId)}`)?.focus();
}
