import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatMoney, formatMoneyShort, formatTokens } from "../../core/format.ts";
import type { Assumptions } from "../../core/perspective/assumptions.ts";
import { blendPrice, costOfTokens } from "../../core/perspective/blendPrice.ts";
import type { RatesOf } from "../../core/perspective/modelRates.ts";
import { numberForm } from "../../core/perspective/numberForm.ts";
import type { OwnUse } from "../../core/perspective/ownUse.ts";
import { MOST_TOKENS, readAmount } from "../../core/perspective/readAmount.ts";
import type { Currency } from "../../shared/currency.ts";
import { MixEditor } from "./mixEditor.tsx";
import type { PerspectiveState } from "./perspectiveState.ts";
import { PriceParts } from "./priceParts.tsx";
import { ShareField } from "./shareField.tsx";
import { amountDigits, nanosOf, shareWords } from "./shareWords.ts";
import { TypedField } from "./typedField.tsx";

/** What the sections that calculate are given. */
export interface CalculatorProps {
  readonly state: PerspectiveState;
  readonly change: (changes: Partial<PerspectiveState>) => void;
  readonly ratesOf: RatesOf;
  readonly currency: Currency;
  /** Absent while it is not known, or where there is nothing. */
  readonly own: OwnUse | undefined;
}

/** Where the slider of output ends; hardly any use has more. */
const MOST_OUTPUT = 0.2;

/** From tokens, models and shares to a price, as list prices make it. */
export function Calculator({ state, change, ratesOf, currency, own }: CalculatorProps): VNode {
  const { tokens, assumptions } = state;
  const assume = (changes: Partial<Assumptions>): void => change({ assumptions: { ...assumptions, ...changes } });
  const price = blendPrice(assumptions, ratesOf);
  const isCut = assumptions.cacheWrite > 1 - assumptions.cacheHit + 1e-9;
  return (
    <section class="card" aria-labelledby="calculator">
      <h2 id="calculator">{t("What would it cost?")}</h2>
      <p class="quiet">{t("Change what you assume, and see what the price list makes of it.")}</p>
      <div class="calculator">
        <div class="inputs">
          <TypedField
            id="tokens"
            label={t("Tokens")}
            value={tokens}
            write={amountDigits}
            read={readTokens}
            set={(amount) => change({ tokens: amount })}
          />
          <MixEditor mix={assumptions.mix} ownModels={own?.assumptions.mix ?? []} set={(mix) => assume({ mix })} />
          <ShareField
            id="cache-hit"
            label={t("Prompt read from a cache, %")}
            share={assumptions.cacheHit}
            set={(cacheHit) => assume({ cacheHit })}
          />
          <ShareField
            id="cache-write"
            label={t("Prompt written to a cache, %")}
            share={assumptions.cacheWrite}
            set={(cacheWrite) => assume({ cacheWrite })}
          />
          {isCut && (
            <p class="quiet">
              {t("The reads leave room for {0}; only so much is counted.", shareWords(1 - assumptions.cacheHit))}
            </p>
          )}
          <ShareField
            id="hour-writes"
            label={t("Writes kept for an hour, %")}
            share={assumptions.hourWrites}
            set={(hourWrites) => assume({ hourWrites })}
          />
          <ShareField
            id="output"
            label={t("Output in all tokens, %")}
            share={assumptions.output}
            most={MOST_OUTPUT}
            set={(output) => assume({ output })}
          />
        </div>
        <div class="result">
          {/* Shown by the style sheet while a field is wrong: the fields keep to themselves what is typed in them. */}
          <p class="result-old">{t("Not current: one of the fields cannot be read.")}</p>
          {price === undefined ? (
            <p>{t("One of the models has no known price, and so the mix has none.")}</p>
          ) : (
            <>
              <p role="status">
                <span class="result-cost">
                  {formatMoneyShort(nanosOf(costOfTokens(tokens, price.perMillion)), currency)}
                </span>{" "}
                <span class="quiet">
                  {t(
                    "for {0} tokens, at {1} per million",
                    formatTokens(tokens),
                    formatMoney(nanosOf(price.perMillion), currency),
                  )}
                </span>
              </p>
              <PriceParts price={price} assumptions={assumptions} currency={currency} />
            </>
          )}
        </div>
      </div>
    </section>
  );
}

function readTokens(typed: string): number | string {
  const read = readAmount(typed, numberForm());
  if (read === "tooMany") return t("That is too much. Write at most {0}.", amountDigits(MOST_TOKENS));
  return read ?? t("Write a number such as {0} or {1}.", amountDigits(1500), amountDigits(60.2e12));
}
