import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";

import { formatCount } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import type { SessionRow, SessionTable } from "../../shared/sessionTable.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { FailedNotice } from "../insights/answerNotice.tsx";
import type { InsightsView } from "../insights/insightsView.ts";
import type { Asked } from "../useAnswer.ts";
import { columnName, sessionCell } from "./sessionCells.tsx";
import { SESSION_COLUMNS, type ToolNames } from "./sessionColumns.ts";
import { SessionDetailsCard } from "./sessionDetailsCard.tsx";
import { SessionGrid } from "./sessionGrid.tsx";
import { sortSessions } from "./sortSessions.ts";

/** The sessions of the time that is shown, and all about the one that is open. */
export function SessionSection(props: { readonly view: InsightsView; readonly sessions: Asked<"sessions"> }): VNode {
  const { view, sessions } = props;
  const { state, set, currency, insights } = view;
  const { answer } = sessions;
  const section = useRef<HTMLElement>(null);
  // Whether the details were opened on this page, and may take the focus; those of an earlier one may not.
  const isOpened = useRef(false);
  const rows = useMemo(
    () => sortSessions(answer?.rows ?? [], state.sort, insights.toolNames),
    [answer, state.sort.column, state.sort.isDescending],
  );
  const close = (): void => {
    set({ session: undefined });
    section.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  };
  return (
    <section class="card" aria-labelledby="sessions-heading" ref={section}>
      <h2 id="sessions-heading">{t("Sessions")}</h2>
      {sessions.failure !== undefined && !sessions.isWaiting && (
        <FailedNotice reason={sessions.failure} hasNumbers={answer !== undefined} again={sessions.askAgain} />
      )}
      {answer !== undefined && <p class="quiet">{countWords(answer)}</p>}
      {rows.length > 0 && (
        <SessionGrid
          rows={rows}
          sort={state.sort}
          setSort={(sort) => set({ sort })}
          openId={state.session}
          open={(session) => {
            isOpened.current = true;
            set({ session });
          }}
          currency={currency}
          toolNames={insights.toolNames}
        />
      )}
      {state.session !== undefined && (
        <SessionDetailsCard
          key={state.session}
          id={state.session}
          currency={currency}
          toolNames={insights.toolNames}
          choice={view.choice}
          takesFocus={isOpened.current}
          close={close}
        />
      )}
    </section>
  );
}

/** The rows in the order they are shown in, for a file. */
export function sessionsTable(rows: readonly SessionRow[], currency: Currency, toolNames: ToolNames): TableContent {
  return {
    title: t("Sessions"),
    columns: SESSION_COLUMNS.map(columnName),
    rows: rows.map((row) => SESSION_COLUMNS.map((column) => sessionCell(row, column, currency, toolNames))),
  };
}

function countWords({ rows, count }: SessionTable): string {
  if (count === 0) return t("No session has a call in this time.");
  if (count > rows.length) {
    return t(
      "The newest {0} of {1} sessions. Choose a shorter time to see others.",
      formatCount(rows.length),
      formatCount(count),
    );
  }
  return count === 1
    ? t("1 session has a call in this time. Its figures are of all of it.")
    : t("{0} sessions have a call in this time. Their figures are of all of each.", formatCount(count));
}
