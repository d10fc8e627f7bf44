import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { budgetId } from "../../core/budgets/budgetId.ts";
import { budgetAlarm } from "../../core/budgets/budgetState.ts";
import { budgetFigures, budgetName, type NameOfTool } from "../../core/budgets/budgetText.ts";
import { formatPercentOfLimit } from "../../core/format.ts";
import type { BudgetStanding } from "../../shared/budgets.ts";
import type { Currency } from "../../shared/currency.ts";
import type { PanelAction } from "../../shared/panelProtocol.ts";
import { Icon } from "../icon.tsx";
import { ProgressBar } from "../progressBar.tsx";

/** Budgets and how they stand; without one, what a budget is for. */
export function BudgetList(props: {
  readonly budgets: readonly BudgetStanding[];
  readonly currency: Currency;
  readonly nameOf: NameOfTool;
  readonly act: (action: PanelAction) => void;
}): VNode {
  const { budgets, currency, nameOf, act } = props;
  return (
    <section class="card budgets" aria-labelledby="budgets-title">
      <h2 id="budgets-title">{t("Budgets")}</h2>
      {budgets.length === 0 ? (
        <p class="quiet">
          {t("Set a limit of your own for a day, a week or a month. You are told before it is reached; nothing stops.")}
        </p>
      ) : (
        <ul>
          {budgets.map((standing) => (
            <BudgetRow key={budgetId(standing.budget)} standing={standing} currency={currency} nameOf={nameOf} />
          ))}
        </ul>
      )}
      <p class="buttons">
        <button type="button" class="button secondary" onClick={() => act("setBudget")}>
          {budgets.length === 0 ? t("Set a Budget…") : t("Change Budgets…")}
        </button>
      </p>
    </section>
  );
}

function BudgetRow(props: {
  readonly standing: BudgetStanding;
  readonly currency: Currency;
  readonly nameOf: NameOfTool;
}): VNode {
  const { standing, currency, nameOf } = props;
  const { spent, limit } = standing;
  const name = budgetName(standing.budget, nameOf);
  const alarm = budgetAlarm([standing]);
  return (
    <li class={alarm === undefined ? "budget" : `budget budget-${alarm}`}>
      <p class="budget-name">
        {alarm !== undefined && <Icon name="warning" />}
        {name}
      </p>
      <ProgressBar fraction={spent / limit} label={name} words={formatPercentOfLimit(spent / limit)} />
      <p class="quiet">{budgetFigures(standing, currency)}</p>
    </li>
  );
}
