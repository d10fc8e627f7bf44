import { t } from "@vscode/l10n";
import type { ComponentChildren, VNode } from "preact";

import { DataTable } from "./dataTable.tsx";
import type { TableChoice } from "./tableChoice.ts";
import type { TableContent } from "./tableContent.ts";

/** A chart with its heading, one sentence that says what it shows, and the same as a table on request. */
export function ChartCard(props: {
  readonly id: string;
  /** Of its heading; a chart in a card of its own has 2. */
  readonly level?: 2 | 4;
  readonly summary: string;
  readonly table: TableContent;
  readonly choice: TableChoice;
  /** Explains the chart, below it. */
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  const { id, level = 2, summary, table, choice, note, children } = props;
  const Heading = level === 2 ? "h2" : "h4";
  const isTable = choice.asTable.includes(id);
  return (
    <section class={level === 2 ? "card chart-card" : "chart-card"} aria-labelledby={`${id}-heading`}>
      <div class="chart-head">
        <Heading id={`${id}-heading`}>{table.title}</Heading>
        <button type="button" class="link-button" aria-describedby={`${id}-heading`} onClick={() => choice.toggle(id)}>
          {isTable ? t("Show as chart") : t("Show as table")}
        </button>
      </div>
      <p class="quiet">{summary}</p>
      {isTable ? <DataTable table={table} /> : children}
      {note}
    </section>
  );
}
