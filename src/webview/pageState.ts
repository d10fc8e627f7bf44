import { isFields } from "../shared/isGameSnapshot.ts";
import { PANEL_PAGES, type PanelPageId, type PanelView, isPanelView } from "../shared/panelProtocol.ts";
import { BADGE_FILTERS, type BadgeFilter } from "./achievements/filterBadges.ts";
import type { KeptAnswers } from "./keptAnswers.ts";

/** What its reader set, and what was shown last: kept while the page is hidden, and over a reload of the window. */
export interface PageState {
  readonly page: PanelPageId;
  readonly filter: BadgeFilter;
  readonly search: string;
  /** Id of the badge whose details are open. */
  readonly selected: string | undefined;
  readonly scrollTop: number;
  readonly view: PanelView | undefined;
  /** What each of the other pages keeps for its reader, such as a range of dates; each reads its own. */
  readonly own: Readonly<Partial<Record<PanelPageId, unknown>>>;
  readonly answers: KeptAnswers;
}

const VERSION = 2;
const LONGEST_SEARCH = 200;

/** A state from what VS Code kept, whatever that is: what cannot be used falls back to the beginning. */
export function readPageState(stored: unknown): PageState {
  const fields = isFields(stored) && stored["version"] === VERSION ? stored : {};
  const { page, filter, search, selected, scrollTop, view, own, answers } = fields;
  return {
    page: PANEL_PAGES.find((known) => known === page) ?? "achievements",
    filter: BADGE_FILTERS.find((known) => known === filter) ?? "all",
    search: typeof search === "string" ? search.slice(0, LONGEST_SEARCH) : "",
    selected: typeof selected === "string" ? selected : undefined,
    scrollTop: typeof scrollTop === "number" && scrollTop > 0 ? scrollTop : 0,
    view: isPanelView(view) ? view : undefined,
    own: isFields(own) ? own : {},
    // Each one is read where it is used.
    answers: isFields(answers) ? answers : {},
  };
}

/** The state as it is kept. */
export function storedPageState(state: PageState): unknown {
  return { version: VERSION, ...state };
}
