import type { VNode } from "preact";

import type { Cell, TableContent } from "../charts/tableContent.ts";

/** Few figures with their names; the third cell of a row says more about it. */
export function FigureTable({ table }: { readonly table: TableContent }): VNode {
  return (
    <dl class="figures">
      {table.rows.map(([name = "", figure = "", more = ""]) => (
        <div key={textOf(name)}>
          <dt>{textOf(name)}</dt>
          <dd>
            <span class="number">{textOf(figure)}</span>
            {more !== "" && <span class="quiet">{textOf(more)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.text;
}
