import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { BadgeStanding } from "../../shared/gameSnapshot.ts";
import { filterName } from "./badgeWords.ts";
import { BADGE_FILTERS, type BadgeFilter, filterBadges } from "./filterBadges.ts";

/** Which badges are shown: by standing, and by words. */
export function BadgeTools(props: {
  readonly badges: readonly BadgeStanding[];
  readonly filter: BadgeFilter;
  readonly search: string;
  readonly setFilter: (filter: BadgeFilter) => void;
  readonly setSearch: (search: string) => void;
}): VNode {
  const { badges, filter, search, setFilter, setSearch } = props;
  return (
    <div class="tools" role="search" aria-label={t("Badges")}>
      <fieldset class="filters">
        <legend class="for-screen-reader">{t("Show badges by standing")}</legend>
        {BADGE_FILTERS.map((one) => (
          <label key={one} class={one === filter ? "filter chosen" : "filter"}>
            <input type="radio" name="filter" value={one} checked={one === filter} onChange={() => setFilter(one)} />
            {filterName(one)} <span class="count">{filterBadges(badges, one, search).length}</span>
          </label>
        ))}
      </fieldset>
      <input
        type="search"
        class="search"
        aria-label={t("Search badges")}
        placeholder={t("Search badges")}
        maxLength={200}
        value={search}
        onInput={({ currentTarget }) => setSearch(currentTarget.value)}
      />
    </div>
  );
}
