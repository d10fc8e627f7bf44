import type { VNode } from "preact";
import type { PracticeView } from "../../shared/board/practiceView.ts";
import type { TableChoice } from "../../webview/charts/tableChoice.ts";
import { MetricCard } from "./metricCard.tsx";
import type { MetricPairing } from "./metricPairs.ts";
import { practiceTexts } from "./practiceTexts.ts";

/** Two metrics that are read together. */
export function MetricPair(props: {
  readonly pair: MetricPairing;
  readonly metrics: PracticeView["metrics"];
  readonly tables: TableChoice;
}): VNode {
  const { heading, about } = practiceTexts.pairs[props.pair.id];
  return (
    <section class="card metric-pair" aria-labelledby={`pair-${props.pair.id}`}>
      <h2 id={`pair-${props.pair.id}`}>{heading}</h2>
      <p class="quiet">{about}</p>
      <div class="metric-columns">
        {props.metrics.map((metric) => (
          <MetricCard key={metric.metric} figures={metric} tables={props.tables} />
        ))}
      </div>
    </section>
  );
}
