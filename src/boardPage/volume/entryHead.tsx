import type { VNode } from "preact";
import { volumeTexts } from "./volumeTexts.ts";

const COLUMNS = ["rank", "name", "counted", "seen", "days", "badges"] as const;

/** Heads of the list's columns. There is nothing to sort by: counted tokens order it. */
export function EntryHead(): VNode {
  return (
    <div role="rowgroup" class="entry-head">
      <div role="row" class="entry" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <div key={column} role="columnheader" class={`entry-${column}`}>
            {volumeTexts.list.columns[column]}
          </div>
        ))}
      </div>
    </div>
  );
}
