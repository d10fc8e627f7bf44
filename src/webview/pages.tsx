import type { VNode } from "preact";

import type { PanelPageId, PanelView } from "../shared/panelProtocol.ts";
import { AchievementsPage, type PageActions } from "./achievements/achievementsPage.tsx";
import type { PageState } from "./pageState.ts";
import { PerspectivePage } from "./perspective/perspectivePage.tsx";
import { ReviewPage } from "./review/reviewPage.tsx";

/** What a page is drawn from. */
export interface PageProps {
  readonly view: PanelView;
  readonly state: PageState;
  readonly nowMs: number;
  readonly actions: PageActions;
}

/** Pages that can be turned to, in the order of the navigation. */
export const PAGES = {
  achievements: (props) => <AchievementsPage {...props} />,
  perspective: (props) => <PerspectivePage {...props} />,
  review: (props) => <ReviewPage {...props} />,
} as const satisfies Readonly<Partial<Record<PanelPageId, (props: PageProps) => VNode>>>;
