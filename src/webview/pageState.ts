import { isFields } from "../shared/isGameSnapshot.ts";
import { type PanelView, isPanelView } from "../shared/panelProtocol.ts";
import { BADGE_FILTERS, type BadgeFilter } from "./achievements/filterBadges.ts";

/** What its reader set, and what was shown last: kept while the page is hidden, and over a reload of the window. */
export interface PageState {
  readonly filter: BadgeFilter;
  readonly search: string;
  /** Id of the badge whose details are open. */
  readonly selected: string | undefined;
  readonly scrollTop: number;
  readonly view: PanelView | undefined;
}

const VERSION = 1;
const LONGEST_SEARCH = 200;

/** A state from what VS Code kept, whatever that is: what cannot be used falls back to the beginning. */
export function readPageState(stored: unknown): PageState {
  const fields = isFields(stored) && stored["version"] === VERSION ? stored : {};
  const { filter, search, selected, scrollTop, view } = fields;
  return {
    filter: BADGE_FILTERS.find((known) => known === filter) ?? "all",
    search: typeof search === "string" ? search.slice(0, LONGEST_SEARCH) : "",
    selected: typeof selected === "string" ? selected : undefined,
    scrollTop: typeof scrollTop === "number" && scrollTop > 0 ? scrollTop : 0,
    view: isPanelView(view) ? view : undefined,
  };
}

/** The state as it is kept. */
export function storedPageState(state: PageState): unknown {
  return { version: VERSION, ...state };
}
