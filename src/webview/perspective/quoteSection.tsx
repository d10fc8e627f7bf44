import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatMoney, formatMoneyShort, formatTokens } from "../../core/format.ts";
import type { Assumptions } from "../../core/perspective/assumptions.ts";
import { blendPrice, costOfTokens } from "../../core/perspective/blendPrice.ts";
import { QUOTES } from "../../core/perspective/quotes.ts";
import type { CalculatorProps } from "./calculator.tsx";
import { ownWords, quoteWords } from "./quoteWords.ts";
import { nanosOf, shareWords } from "./shareWords.ts";

interface Card {
  readonly id: string;
  readonly name: string;
  /** US dollars per million tokens. */
  readonly perMillion: number;
  readonly assumptions: Assumptions;
  /** What the source tells, and how the price list compares. */
  readonly says: string;
  readonly why: readonly string[];
}

/** Published prices and the reader's own side by side, each with what it assumes, for the same number of tokens. */
export function QuoteSection({ state, change, ratesOf, currency, own }: CalculatorProps): VNode {
  const money = (perMillion: number): string => formatMoney(nanosOf(perMillion), currency);
  const listPrice = (assumptions: Assumptions): number | undefined => blendPrice(assumptions, ratesOf)?.perMillion;
  const cards: Card[] = QUOTES.map((quote) => ({ ...quote, ...quoteWords(quote, listPrice, money) }));
  if (own?.perMillion !== undefined) {
    const { perMillion, assumptions } = own;
    cards.push({ id: "own", perMillion, assumptions, ...ownWords(own, listPrice, money, currency) });
  }
  const most = Math.max(...cards.map(({ perMillion }) => perMillion));
  const prices = QUOTES.map(({ perMillion }) => perMillion);
  const times = Math.round(Math.max(...prices) / Math.min(...prices));
  return (
    <section class="quotes" aria-labelledby="quotes">
      <h2 id="quotes">{t("The same tokens, other assumptions")}</h2>
      <p>
        {t(
          "What {0} tokens cost at prices that were published. The dearest is {1} times the cheapest, and the tokens are the same: the assumptions alone make the difference.",
          formatTokens(state.tokens),
          times,
        )}
      </p>
      <ul class="quote-grid">
        {cards.map(({ id, name, perMillion, assumptions, says, why }) => (
          <li key={id} class="card quote">
            <h3>{name}</h3>
            <p class="quote-cost">
              <strong>{formatMoneyShort(nanosOf(costOfTokens(state.tokens, perMillion)), currency)}</strong>{" "}
              <span class="quiet">{t("{0} per million", money(perMillion))}</span>
            </p>
            <div class="quote-track" aria-hidden="true">
              <div class="quote-bar" style={{ inlineSize: `${(perMillion / most) * 100}%` }} />
            </div>
            <p>{says}</p>
            <AssumptionList assumptions={assumptions} />
            {why.map((paragraph) => (
              <p key={paragraph} class="quiet">
                {paragraph}
              </p>
            ))}
            <button
              type="button"
              class="button secondary"
              aria-label={t("Use in the calculator: {0}", name)}
              onClick={() => change({ assumptions })}
            >
              {t("Use in the calculator")}
            </button>
          </li>
        ))}
      </ul>
      {own === undefined && (
        <p class="quiet">{t("Your own last 30 days stand here as soon as they hold a call with a known price.")}</p>
      )}
    </section>
  );
}

function AssumptionList({ assumptions }: { readonly assumptions: Assumptions }): VNode {
  const { mix, cacheHit, cacheWrite, hourWrites, output } = assumptions;
  return (
    <dl class="assumptions">
      <dt class="assumed-models">{t("Models")}</dt>
      <dd class="assumed-models">
        {mix.map(({ tool, model, share }) => (
          <div key={`${tool} ${model}`} class="assumed-model">
            <bdi>{model}</bdi>
            <span>{shareWords(share)}</span>
          </div>
        ))}
      </dd>
      <dt>{t("Prompt from a cache")}</dt>
      <dd>{shareWords(cacheHit)}</dd>
      <dt>{t("Prompt to a cache")}</dt>
      <dd>{writeWords(cacheWrite, hourWrites)}</dd>
      <dt>{t("Output")}</dt>
      <dd>{shareWords(output)}</dd>
    </dl>
  );
}

function writeWords(cacheWrite: number, hourWrites: number): string {
  if (cacheWrite === 0) return t("none");
  return hourWrites === 0
    ? shareWords(cacheWrite)
    : t("{0}, {1} of it for an hour", shareWords(cacheWrite), shareWords(hourWrites));
}
