import { STACKS } from "../../shared/insights.ts";
import type { SessionTable } from "../../shared/sessionTable.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { sessionsTable } from "../sessions/sessionSection.tsx";
import { sortSessions } from "../sessions/sortSessions.ts";
import { burnTable } from "./burnCard.tsx";
import { cacheTable } from "./cacheCard.tsx";
import { certaintyTable } from "./certaintyCard.tsx";
import { countedTable } from "./countedCard.tsx";
import { headlineTable } from "./headline.tsx";
import type { InsightsView } from "./insightsView.ts";
import { modelMixTable } from "./modelMixCard.tsx";
import { calendarTable } from "./usageCalendar.tsx";
import { overTimeTable } from "./usageOverTime.tsx";
import { rankTable } from "./whereItWent.tsx";

/** All that the page shows, as tables, from its top to its foot. */
export function shownTables(view: InsightsView, sessions: SessionTable | undefined): readonly TableContent[] {
  const { insights, currency, state } = view;
  const rows = sortSessions(sessions?.rows ?? [], state.sort, insights.toolNames);
  return [
    headlineTable(view, sessions),
    overTimeTable(view),
    ...STACKS.map((by) => rankTable(view, by)),
    calendarTable(view),
    burnTable(view),
    cacheTable(view),
    countedTable(view),
    certaintyTable(view),
    modelMixTable(view),
    sessionsTable(rows, currency, insights.toolNames),
  ];
}
