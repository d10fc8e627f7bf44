import type { VNode } from "preact";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import type { Published } from "../../shared/board/published.ts";
import { formatUsd } from "../../core/format.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";
import { publishedNumber } from "../publishedWords.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { formatDollars } from "./totalCard.tsx";
import { volumeTexts } from "./volumeTexts.ts";

interface CostLine {
  readonly id: string;
  readonly name: string;
  readonly perMillion: string | undefined;
  readonly cost: Published;
}

/** The same tokens at several assumptions, side by side. */
export function Costs({ total }: { readonly total: VolumeView["total"] }): VNode {
  const texts = volumeTexts.costs;
  const words = usePublishedWords();
  const lines: readonly CostLine[] = [
    { id: "list", name: texts.list, perMillion: undefined, cost: total.costUsd },
    ...total.assumedCosts.map(({ assumption, usdPerMillion, costUsd }) => ({
      id: assumption,
      name: texts.names[assumption] ?? assumption,
      perMillion: texts.perMillion(formatUsd(usdPerMillion * NANOS_PER_USD)),
      cost: costUsd,
    })),
  ];
  const most = Math.max(1, ...lines.map(({ cost }) => publishedNumber(cost) ?? 0));
  return (
    <section class="card" aria-labelledby="costs">
      <h2 id="costs">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <ul class="costs">
        {lines.map(({ id, name, perMillion, cost }) => (
          <li key={id}>
            <span class="cost-name">
              {name}
              {perMillion !== undefined && <span class="quiet"> · {perMillion}</span>}
            </span>
            <span class={cost.kind === "withheld" ? "not-shown" : "cost-figure"}>{words(cost, formatDollars)}</span>
            {cost.kind !== "withheld" && (
              <span class="bar-track" aria-hidden="true">
                <span class="bar-fill" style={{ inlineSize: `${((publishedNumber(cost) ?? 0) / most) * 100}%` }} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
