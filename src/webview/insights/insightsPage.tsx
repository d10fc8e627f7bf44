import { t } from "@vscode/l10n";
import type { ComponentChildren, VNode } from "preact";

import { formatAge } from "../../core/format.ts";
import type { Insights } from "../../shared/insights.ts";
import type { PanelAction, PanelView } from "../../shared/panelProtocol.ts";
import { BudgetList } from "../budgets/budgetList.tsx";
import { LimitList } from "../budgets/limitList.tsx";
import type { PageProps } from "../pageProps.ts";
import { SessionSection } from "../sessions/sessionSection.tsx";
import { StatusNotice, announcement } from "../statusNotice.tsx";
import { type Asked, useAnswer } from "../useAnswer.ts";
import { FailedNotice, NothingNotice, WaitingNotice } from "./answerNotice.tsx";
import { BurnCard } from "./burnCard.tsx";
import { CacheCard } from "./cacheCard.tsx";
import { CertaintyCard } from "./certaintyCard.tsx";
import { CountedCard } from "./countedCard.tsx";
import { Headline } from "./headline.tsx";
import { type InsightsState, readInsightsState, usualBucket } from "./insightsState.ts";
import { InsightsTools } from "./insightsTools.tsx";
import type { InsightsView } from "./insightsView.ts";
import { ModelMixCard } from "./modelMixCard.tsx";
import { SaveButtons } from "./saveButtons.tsx";
import { UsageCalendar } from "./usageCalendar.tsx";
import { UsageOverTime } from "./usageOverTime.tsx";
import { WhereItWent } from "./whereItWent.tsx";

/** Where the tokens and the money went. */
export function InsightsPage({ view, state, nowMs, actions }: PageProps): VNode {
  const own = readInsightsState(state.own.insights);
  const set = (changes: Partial<InsightsState>): void =>
    actions.change({ own: { ...state.own, insights: { ...own, ...changes } } });
  const { range, bucket, stackBy, filter } = own;
  const asked = useAnswer({ name: "insights", argument: { range, bucket, stackBy, filter } });
  const sessions = useAnswer({ name: "sessions", argument: { range, filter } });
  const insights = asked.answer;
  const toggle = (id: string): void => {
    const { asTable } = own;
    set({ asTable: asTable.includes(id) ? asTable.filter((one) => one !== id) : [...asTable, id] });
  };
  const parts: InsightsView | undefined = insights && {
    insights,
    currency: view.currency,
    state: own,
    set,
    choice: { asTable: own.asTable, toggle },
  };
  // The meter's own states that the page has words for: what it waits for is its answer.
  const hasNumbers = insights !== undefined || view.status.kind === "normal" || view.status.kind === "starting";
  return (
    <main class="insights">
      <header class="page-head">
        <h1>{t("Insights")}</h1>
        <p class="quiet" aria-hidden="true">
          {asked.isWaiting ? t("Updating…") : insights && t("Updated {0}", formatAge(nowMs - insights.madeAtMs))}
        </p>
        {parts !== undefined && parts.insights.totals.calls > 0 && (
          <SaveButtons view={parts} sessions={sessions.answer} save={actions.save} />
        )}
      </header>
      <p class="for-screen-reader" role="status">
        {announcement(view.status)}
      </p>
      <StatusNotice status={view.status} hasNumbers={hasNumbers} act={actions.act} />
      <AnswerState asked={asked} />
      {view.status.kind !== "empty" && <InsightsTools state={own} insights={insights} set={set} />}
      {parts !== undefined && (
        <Shown view={parts} sessions={sessions}>
          <Limits view={view} insights={parts.insights} nowMs={nowMs} act={actions.act} />
        </Shown>
      )}
    </main>
  );
}

function AnswerState({ asked }: { readonly asked: Asked<"insights"> }): VNode | null {
  const hasNumbers = asked.answer !== undefined;
  if (asked.failure !== undefined && !asked.isWaiting) {
    return <FailedNotice reason={asked.failure} hasNumbers={hasNumbers} again={asked.askAgain} />;
  }
  return hasNumbers ? null : <WaitingNotice />;
}

/** Limits of one's own and of providers: as they are now, whatever range is chosen. */
function Limits(props: {
  readonly view: PanelView;
  readonly insights: Insights;
  readonly nowMs: number;
  readonly act: (action: PanelAction) => void;
}): VNode {
  const { view, insights, nowMs, act } = props;
  const { budgets, limits, currency } = view;
  const nameOf = (tool: string): string => insights.toolNames[tool] ?? tool;
  return (
    <div class="pair">
      <BudgetList budgets={budgets} currency={currency} nameOf={nameOf} act={act} />
      <LimitList limits={limits} currency={currency} nameOf={nameOf} nowMs={nowMs} />
    </div>
  );
}

/** @param props children are drawn below the headline, and also where the range holds nothing. */
function Shown(props: {
  readonly view: InsightsView;
  readonly sessions: Asked<"sessions">;
  readonly children: ComponentChildren;
}): VNode | null {
  const { view, sessions, children } = props;
  const { insights, state, set } = view;
  if (isEmptyLedger(insights)) return null;
  if (insights.totals.calls === 0) {
    return (
      <>
        <NothingNotice
          isFiltered={Object.keys(state.filter).length > 0}
          clear={() => set({ filter: {} })}
          showAll={() => set({ filter: {}, range: { kind: "all" }, bucket: usualBucket({ kind: "all" }) })}
        />
        {children}
      </>
    );
  }
  return (
    <>
      <Headline view={view} sessions={sessions.answer} />
      {children}
      <UsageOverTime view={view} />
      <div class="pair">
        <WhereItWent view={view} by="model" />
        <WhereItWent view={view} by="project" />
        <WhereItWent view={view} by="tool" />
        <WhereItWent view={view} by="kind" />
      </div>
      <UsageCalendar view={view} />
      <div class="pair">
        <BurnCard view={view} />
        <CacheCard view={view} />
        <CountedCard view={view} />
        <CertaintyCard view={view} />
      </div>
      <ModelMixCard view={view} />
      <SessionSection view={view} sessions={sessions} />
    </>
  );
}

/** Nothing was ever seen: the notice above says what to do. */
function isEmptyLedger({ choices, totals }: Insights): boolean {
  return totals.calls === 0 && choices.tools.length === 0;
}
