import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";

import { type RatesOf, modelRates } from "../../core/perspective/modelRates.ts";
import { type OwnUse, ownUse } from "../../core/perspective/ownUse.ts";
import { createPricer } from "../../core/prices/createPricer.ts";
import type { Insights } from "../../shared/insights.ts";
import type { PanelView } from "../../shared/panelProtocol.ts";
import type { TableChoice } from "../charts/tableChoice.ts";
import type { PageState } from "../pageState.ts";
import { dayWords } from "../insights/dayWords.ts";
import { useAnswer } from "../useAnswer.ts";
import { Calculator } from "./calculator.tsx";
import { CompanySection } from "./companySection.tsx";
import { type PerspectiveState, readPerspectiveState } from "./perspectiveState.ts";
import { QuoteSection } from "./quoteSection.tsx";
import { ScaleSection } from "./scaleSection.tsx";

/** What a person's own figures are taken from. */
export const LAST_30_DAYS = {
  name: "insights",
  argument: { range: { kind: "last", days: 30 }, bucket: "day", stackBy: "model", filter: {} },
} as const;

/** What tokens cost under which assumptions, and what a number of tokens is beside others. */
export function PerspectivePage(props: {
  readonly view: PanelView;
  readonly state: PageState;
  readonly nowMs: number;
  readonly actions: { readonly change: (changes: Partial<PageState>) => void };
}): VNode {
  const { view, state, nowMs, actions } = props;
  const own = readPerspectiveState(state.own.perspective);
  const change = (changes: Partial<PerspectiveState>): void =>
    actions.change({ own: { ...state.own, perspective: { ...own, ...changes } } });
  const pricer = useMemo(() => createPricer(), []);
  const ratesOf: RatesOf = (part) => modelRates(pricer, part, nowMs);
  const { answer, isWaiting, failure, askAgain } = useAnswer<"insights">(LAST_30_DAYS);
  const use = answer === undefined ? undefined : useOf(answer, ratesOf);
  const choice: TableChoice = {
    asTable: own.asTable,
    toggle: (id) =>
      change({ asTable: own.asTable.includes(id) ? own.asTable.filter((one) => one !== id) : [...own.asTable, id] }),
  };
  const seenTokens = answer?.counted.seen;
  return (
    <main aria-busy={isWaiting}>
      <header class="page-head">
        <h1>{t("Perspective")}</h1>
        <p class="quiet">{t("Prices of {0}", dayWords(pricer.snapshot))}</p>
      </header>
      <p>
        {t(
          "What tokens cost depends on what you assume, and what they are worth is another question. Nothing here is a goal: the least that does the work is the best.",
        )}
      </p>
      {failure !== undefined && (
        <p class="quiet" role="status">
          {t("Your own figures are missing or old: {0}", failure)}{" "}
          <button type="button" class="button secondary" onClick={askAgain}>
            {t("Try Again")}
          </button>
        </p>
      )}
      <Calculator state={own} change={change} ratesOf={ratesOf} currency={view.currency} own={use} />
      <QuoteSection state={own} change={change} ratesOf={ratesOf} currency={view.currency} own={use} />
      <CompanySection tokens={seenTokens} choice={choice} />
      <ScaleSection tokens={seenTokens} choice={choice} />
    </main>
  );
}

function useOf({ totals, byModel, byTool }: Insights, ratesOf: RatesOf): OwnUse | undefined {
  const tools = ["", ...byTool.map(({ key }) => key)];
  return ownUse(totals, byModel, (model) => tools.find((tool) => ratesOf({ tool, model }) !== undefined));
}
