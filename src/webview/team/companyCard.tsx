import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount, formatDecimal, formatTokens, formatMoneyShort } from "../../core/format.ts";
import type { Published } from "../../shared/board/published.ts";
import { US_DOLLAR } from "../../shared/currency.ts";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { publishedText } from "./teamWords.ts";

/** What all who take part used together. */
export function CompanyCard({ volume }: { readonly volume: VolumeView | undefined }): VNode {
  return (
    <section class="card" aria-labelledby="team-company">
      <h2 id="team-company">{t("All together, in 30 days")}</h2>
      {volume === undefined ? <p class="quiet">{t("The board has not told yet.")}</p> : <Figures volume={volume} />}
    </section>
  );
}

function Figures({ volume }: { readonly volume: VolumeView }): VNode {
  const { total, milestones } = volume;
  return (
    <>
      <dl class="team-figures">
        <Figure name={t("Counted tokens")} figure={total.counted} format={formatTokens} />
        <Figure name={t("Seen tokens")} figure={total.seen} format={formatTokens} />
        <Figure name={t("People who take part")} figure={total.people} format={formatCount} />
        <Figure name={t("Cost at list prices")} figure={total.costUsd} format={usd} />
      </dl>
      {milestones.some(({ times }) => times.kind !== "withheld") && (
        <>
          <h3>{t("As much as")}</h3>
          <dl class="team-facts">
            {milestones.map(({ milestone, tokens, times }) => (
              <div key={milestone}>
                <dt>{t("{0} ({1} tokens)", milestoneName(milestone), formatTokens(tokens))}</dt>
                <dd>{publishedText(times, (value) => t("{0} times", formatDecimal(value)))}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p class="quiet">
        {t("Rounded, and never shown of few people. A milestone is everybody's together and nobody's goal.")}{" "}
        {volume.looksToday === 1
          ? t("1 other person looked at the list today.")
          : t("{0} other people looked at the list today.", formatCount(volume.looksToday))}
      </p>
    </>
  );
}

function Figure(props: {
  readonly name: string;
  readonly figure: Published;
  readonly format: (value: number) => string;
}): VNode {
  const { name, figure, format } = props;
  return (
    <div>
      <dt class="eyebrow">{name}</dt>
      <dd class={figure.kind === "withheld" ? "withheld" : "review-value"}>{publishedText(figure, format)}</dd>
    </div>
  );
}

const NANOS_PER_USD = 1_000_000_000;

function usd(value: number): string {
  return formatMoneyShort(value * NANOS_PER_USD, US_DOLLAR);
}

/** The board names milestones by the ids of `SCALES`; others are shown as they are. */
function milestoneName(milestone: string): string {
  switch (milestone) {
    case "library":
      return t("The Library of Congress");
    case "training":
      return t("What Llama 3 was trained on");
    case "books":
      return t("All books");
    default:
      return milestone;
  }
}
