import { t } from "@vscode/l10n";

import { formatCost, formatTokens } from "../../core/format.ts";
import type { Assumptions } from "../../core/perspective/assumptions.ts";
import type { OwnUse } from "../../core/perspective/ownUse.ts";
import { OPUS_SINCE, type Quote } from "../../core/perspective/quotes.ts";
import type { Currency } from "../../shared/currency.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { shareWords } from "./shareWords.ts";

interface QuoteText {
  readonly name: string;
  readonly says: string;
  /** Paragraphs. */
  readonly why: readonly string[];
}

type ListPrice = (assumptions: Assumptions) => number | undefined;
/** US dollars per million tokens, as money. */
type Money = (perMillion: number) => string;

/** What was published, and how it compares with what the price list makes of the assumptions. */
export function quoteWords({ id, assumptions }: Quote, listPrice: ListPrice, money: Money): QuoteText {
  const list = moneyOf(listPrice(assumptions), money);
  switch (id) {
    case "observed":
      return {
        name: t("Observed on a public board"),
        says: t(
          "$2.3 million for 2.5 trillion tokens of 792 developers. Of these 94.8% were read from a cache, 4.2% written to one, 0.8% fresh and 0.2% output.",
        ),
        why: [
          t(
            "Which models they used was not published. With the Opus of that spring alone the price list gives {0}, and {1} if every write were kept for an hour: what was observed lies between.",
            list,
            moneyOf(listPrice({ ...assumptions, hourWrites: 1 }), money),
          ),
        ],
      };
    case "calculator":
      return {
        name: t("A report's calculator"),
        says: t("“86% Opus, 70% cache hit”, and no word on the other models, on output or on writes."),
        why: [
          t(
            "The price list gives {0} with the Opus of 2025, Sonnet for the rest, 1% output and unpaid writes; these are our guesses. With the Opus of the next spring, at a third of the price, it gives {1}.",
            list,
            moneyOf(listPrice(withLaterOpus(assumptions)), money),
          ),
        ],
      };
    case "naive":
      return {
        name: t("One price for every token"),
        says: t("Every token at the price of fresh input to the Opus of 2025: no cache, no output."),
        why: [
          t(
            "The price list gives {0}. But in such work about 95 of 100 tokens come from a cache, at a tenth of that price.",
            list,
          ),
        ],
      };
  }
}

/** The reader's own use in the same terms, beside what it really came to. */
export function ownWords(own: OwnUse, listPrice: ListPrice, money: Money, currency: Currency): QuoteText {
  const { totals } = own;
  const why = [
    t(
      "The calculator makes {0} of these assumptions. It leaves out long prompts, fast modes, web searches and older prices, which your calls were priced with.",
      moneyOf(listPrice(own.assumptions), money),
    ),
  ];
  if (totals.unpricedTokens > 0) {
    why.push(
      t(
        "{0} of your tokens have no known price: the + stands for them. The price per million takes them to cost as much as the others.",
        formatTokens(totals.unpricedTokens),
      ),
    );
  }
  if (own.leftOut >= 0.0005) {
    why.push(
      t("Models with {0} of the tokens are left out: too small, or without a known price.", shareWords(own.leftOut)),
    );
  }
  return {
    name: t("At your rate of the last 30 days"),
    says: t(
      "Your {0} tokens of these days cost {1}, each call at the list price of its day. A subscription may have covered them.",
      formatTokens(totalTokens(totals)),
      formatCost(totals, currency),
    ),
    why,
  };
}

function withLaterOpus(assumptions: Assumptions): Assumptions {
  const [opus, ...others] = assumptions.mix;
  return opus === undefined ? assumptions : { ...assumptions, mix: [{ ...opus, model: OPUS_SINCE }, ...others] };
}

function moneyOf(perMillion: number | undefined, money: Money): string {
  return perMillion === undefined ? t("no price") : money(perMillion);
}
