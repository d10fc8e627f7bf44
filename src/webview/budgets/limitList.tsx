import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { limitTexts } from "../../core/limits/limitText.ts";
import type { NameOfTool } from "../../core/budgets/budgetText.ts";
import type { Currency } from "../../shared/currency.ts";
import type { UsageLimits } from "../../shared/limits.ts";

/** Windows that providers count in; nothing where none is known. */
export function LimitList(props: {
  readonly limits: UsageLimits;
  readonly currency: Currency;
  readonly nameOf: NameOfTool;
  readonly nowMs: number;
}): VNode | null {
  const { limits, currency, nameOf, nowMs } = props;
  const texts = limitTexts(limits, nameOf, currency, nowMs);
  if (texts.length === 0) return null;
  return (
    <section class="card limits" aria-labelledby="limits-title">
      <h2 id="limits-title">{t("Limits of providers")}</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
