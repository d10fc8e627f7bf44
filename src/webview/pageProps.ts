import type { PanelView } from "../shared/panelProtocol.ts";
import type { PageActions } from "./achievements/achievementsPage.tsx";
import type { PageState } from "./pageState.ts";

/** What a page is drawn from. */
export interface PageProps {
  readonly view: PanelView;
  readonly state: PageState;
  readonly nowMs: number;
  readonly actions: PageActions;
}
