import type { VNode } from "preact";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatCount, formatMoneyShort, formatTokens } from "../../core/format.ts";
import { US_DOLLAR } from "../../shared/currency.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";
import { publishedNumber } from "../publishedWords.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { Figure } from "../shell/figure.tsx";
import { Milestones } from "./milestones.tsx";
import { volumeTexts } from "./volumeTexts.ts";

/** The company's month. */
export function TotalCard(props: Pick<VolumeView, "total" | "milestones">): VNode {
  const { total, milestones } = props;
  const texts = volumeTexts.total;
  const words = usePublishedWords();
  const { unpriced } = total;
  const hasUnpriced = unpriced !== undefined && unpriced.kind !== "withheld" && publishedNumber(unpriced) !== 0;
  return (
    <section class="card total-card" aria-labelledby="total">
      <h2 id="total">{texts.heading}</h2>
      <p class={total.counted.kind === "withheld" ? "not-shown" : "total-figure"}>
        {words(total.counted, formatTokens)}
      </p>
      <p class="quiet">
        {texts.counted}, {texts.countedAbout}
      </p>
      <Milestones milestones={milestones} />
      <dl class="facts">
        <Figure name={texts.seen} figure={total.seen} format={formatTokens} more={texts.seenAbout} />
        <Figure name={texts.people} figure={total.people} format={(people) => texts.peopleAbout(formatCount(people))} />
        <Figure
          name={texts.cost}
          figure={total.costUsd}
          format={formatDollars}
          more={hasUnpriced ? texts.unpriced(words(unpriced, formatTokens)) : texts.costAbout}
        />
      </dl>
    </section>
  );
}

/** `$55.4M`. */
export function formatDollars(usd: number): string {
  return formatMoneyShort(usd * NANOS_PER_USD, US_DOLLAR);
}
