import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { SCALES, type ScaleId, logPlace } from "../../core/perspective/scales.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import type { TableChoice } from "../charts/tableChoice.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { roughTokens, timesWords } from "./shareWords.ts";

interface Bar {
  readonly id: ScaleId | "own";
  readonly name: string;
  readonly tokens: number;
}

const LOW = 1e6;
const HIGH = 1e14;

/** A person's 30 days beside amounts of text that have a name. */
export function ScaleSection(props: {
  /** Seen in 30 UTC days; absent while it is not known. */
  readonly tokens: number | undefined;
  readonly choice: TableChoice;
}): VNode {
  const { tokens = 0, choice } = props;
  const named: readonly Bar[] = SCALES.map(({ id, tokens: amount }) => ({ id, name: scaleName(id), tokens: amount }));
  const own: readonly Bar[] = tokens > 0 ? [{ id: "own", name: t("Your last 30 days"), tokens }] : [];
  const bars = [...own, ...named];
  return (
    <ChartCard
      id="scales"
      summary={summaryOf(tokens)}
      table={tableOf(bars, tokens)}
      choice={choice}
      note={
        <p class="quiet">
          {t(
            "Ten times as much makes a bar longer by the same step, wherever it ends. Read again and again from a cache, the same page counts each time: these are tokens that passed by, not texts that were read or written.",
          )}
        </p>
      }
    >
      <ul class="scales">
        {bars.map(({ id, name, tokens: amount }) => (
          <li key={id} class={id === "own" ? "scale scale-own" : "scale"}>
            <span>{name}</span>
            <span class="scale-value">{roughTokens(amount)}</span>
            <span class="scale-track" aria-hidden="true">
              <span class="scale-bar" style={{ inlineSize: `${logPlace(amount, LOW, HIGH) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}

function summaryOf(tokens: number): string {
  const library = SCALES[0].tokens;
  if (tokens === 0) return t("Amounts of text in tokens, for perspective.");
  return tokens < library
    ? t("The Library of Congress holds about {0} times the tokens of your 30 days.", timesWords(library / tokens))
    : t("Your 30 days hold about {0} times the tokens of the Library of Congress.", timesWords(tokens / library));
}

function tableOf(bars: readonly Bar[], own: number): TableContent {
  return {
    title: t("How much is that?"),
    columns: [t("Text"), t("Tokens"), t("Times your 30 days")],
    rows: bars.map(({ name, tokens }) => [
      name,
      { text: roughTokens(tokens), value: tokens },
      { text: own > 0 ? timesWords(tokens / own) : t("unknown"), value: own > 0 ? tokens / own : undefined },
    ]),
  };
}

function scaleName(id: ScaleId): string {
  switch (id) {
    case "library":
      return t("The Library of Congress");
    case "training":
      return t("What Llama 3 was trained on");
    case "books":
      return t("All books");
    case "month":
      return t("A month of 85,000 people at Meta");
  }
}
