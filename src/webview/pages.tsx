import type { VNode } from "preact";

import type { PanelPageId } from "../shared/panelProtocol.ts";
import { AchievementsPage } from "./achievements/achievementsPage.tsx";
import { InsightsPage } from "./insights/insightsPage.tsx";
import type { PageProps } from "./pageProps.ts";
import { PerspectivePage } from "./perspective/perspectivePage.tsx";
import { ReviewPage } from "./review/reviewPage.tsx";
import { TeamPage } from "./team/teamPage.tsx";

/** Pages that can be turned to, in the order of the navigation. */
export const PAGES = {
  achievements: (props) => <AchievementsPage {...props} />,
  insights: (props) => <InsightsPage {...props} />,
  perspective: (props) => <PerspectivePage {...props} />,
  review: (props) => <ReviewPage {...props} />,
  team: (props) => <TeamPage {...props} />,
} as const satisfies Readonly<Partial<Record<PanelPageId, (props: PageProps) => VNode>>>;
