import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatMoney } from "../../core/format.ts";
import { type Assumptions, SPLIT_KINDS, type TokenSplit, splitTokens } from "../../core/perspective/assumptions.ts";
import type { BlendedPrice } from "../../core/perspective/blendPrice.ts";
import type { Currency } from "../../shared/currency.ts";
import { nanosOf, shareWords } from "./shareWords.ts";

/** Beside each other: what the tokens are, and what the money goes to. The table says the same. */
export function PriceParts(props: {
  readonly price: BlendedPrice;
  readonly assumptions: Assumptions;
  readonly currency: Currency;
}): VNode {
  const { price, assumptions, currency } = props;
  const split = splitTokens(assumptions);
  const costShare = (kind: keyof TokenSplit): number =>
    price.perMillion === 0 ? 0 : price.parts[kind] / price.perMillion;
  return (
    <div class="parts">
      <Bar name={t("Tokens")} shareOf={(kind) => split[kind]} />
      <Bar name={t("Cost")} shareOf={costShare} />
      <table class="parts-table">
        <caption class="for-screen-reader">
          {t("A million tokens by kind, and what each kind adds to their price")}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("Kind")}</th>
            <th scope="col">{t("Tokens")}</th>
            <th scope="col">{t("Adds per million")}</th>
            <th scope="col">{t("Cost")}</th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                <span class={`part-mark part-${kind}`} aria-hidden="true" />
                {kindName(kind)}
              </th>
              <td>{shareWords(split[kind])}</td>
              <td>{formatMoney(nanosOf(price.parts[kind]), currency)}</td>
              <td>{shareWords(costShare(kind))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar(props: { readonly name: string; readonly shareOf: (kind: keyof TokenSplit) => number }): VNode {
  return (
    <div class="part-row" aria-hidden="true">
      <span>{props.name}</span>
      <div class="part-bar">
        {SPLIT_KINDS.map((kind) => (
          <span key={kind} class={`part-${kind}`} style={{ inlineSize: `${props.shareOf(kind) * 100}%` }} />
        ))}
      </div>
    </div>
  );
}

function kindName(kind: keyof TokenSplit): string {
  switch (kind) {
    case "cacheRead":
      return t("Read from a cache");
    case "cacheWrite5m":
      return t("Written for 5 minutes");
    case "cacheWrite1h":
      return t("Written for an hour");
    case "freshInput":
      return t("Fresh input");
    case "output":
      return t("Output");
  }
}
