import type { VNode } from "preact";
import type { PracticeView } from "../../shared/board/practiceView.ts";
import { DataTable } from "../../webview/charts/dataTable.tsx";
import type { TableChoice } from "../../webview/charts/tableChoice.ts";
import { dayWords } from "../dayWords.ts";
import { generalTexts } from "../generalTexts.ts";
import { publishedNumber } from "../publishedWords.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { metricFormat } from "./metricFormat.ts";
import { practiceTexts } from "./practiceTexts.ts";
import { QuartileBar } from "./quartileBar.tsx";
import { WeekLine } from "./weekLine.tsx";

type Figures = PracticeView["metrics"][number];

/** One metric of a group: its middle, its spread, the reader's own beside it, and how it went. */
export function MetricCard(props: { readonly figures: Figures; readonly tables: TableChoice }): VNode {
  const { figures, tables } = props;
  const { metric, of, own } = figures;
  const words = usePublishedWords();
  const format = metricFormat(metric);
  const texts = practiceTexts.metrics[metric];
  const isShown = of.median.kind !== "withheld";
  return (
    <div class="metric">
      <h3 id={`metric-${metric}`}>{texts.name}</h3>
      <p class="quiet">{texts.what}</p>
      <dl class="metric-figures">
        <div>
          <dt>{practiceTexts.median}</dt>
          <dd class={isShown ? "metric-median" : "not-shown"}>{words(of.median, format)}</dd>
          {isShown && of.low.kind !== "withheld" && of.high.kind !== "withheld" && (
            <dd class="quiet">{practiceTexts.middle(words(of.low, format), words(of.high, format))}</dd>
          )}
        </div>
        <div class="metric-own">
          <dt>
            {practiceTexts.own} <span class="quiet">({practiceTexts.ownPrivate})</span>
          </dt>
          <dd class={own === undefined ? "not-shown" : "metric-median"}>
            {own === undefined ? practiceTexts.ownUnknown : format(own)}
          </dd>
        </div>
      </dl>
      {isShown && <QuartileBar of={of} own={own} isShare={isShare(metric)} />}
      <Weeks figures={figures} tables={tables} />
      <p class="metric-limit">
        <span>{practiceTexts.limit}:</span> {texts.limit}
      </p>
    </div>
  );
}

function Weeks({ figures, tables }: { readonly figures: Figures; readonly tables: TableChoice }): VNode | null {
  const { metric, weeks } = figures;
  const words = usePublishedWords();
  const format = metricFormat(metric);
  const title = practiceTexts.weeks(practiceTexts.metrics[metric].name);
  if (weeks.every(({ median }) => median.kind === "withheld")) return null;
  const isTable = tables.asTable.includes(metric);
  const rows = weeks.map(({ fromDay, median }) => [
    dayWords(fromDay),
    { text: words(median, format), value: publishedNumber(median) },
  ]);
  return (
    <div class="metric-weeks">
      {isTable ? (
        <DataTable table={{ title, columns: [practiceTexts.week, practiceTexts.median], rows }} />
      ) : (
        <WeekLine title={title} weeks={weeks} format={format} />
      )}
      <button
        type="button"
        class="link-button"
        aria-describedby={`metric-${metric}`}
        onClick={() => tables.toggle(metric)}
      >
        {isTable ? generalTexts.showChart : generalTexts.showTable}
      </button>
    </div>
  );
}

function isShare(metric: Figures["metric"]): boolean {
  return metric !== "promptToMerge" && metric !== "costPerSurvivingLine" && metric !== "costPerMergedChange";
}
