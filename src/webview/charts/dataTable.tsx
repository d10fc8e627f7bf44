import type { VNode } from "preact";

import type { Cell, TableContent } from "./tableContent.ts";

/** A chart's figures as a table; where it is long it scrolls, by keyboard too. */
export function DataTable({ table }: { readonly table: TableContent }): VNode {
  return (
    <div class="table-scroll" role="group" aria-label={table.title} tabIndex={0}>
      <table class="data-table">
        <caption class="for-screen-reader">{table.title}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row">
                    <bdi>{textOf(cell)}</bdi>
                  </th>
                ) : (
                  <td key={place} class={typeof cell === "string" ? undefined : "number"}>
                    {textOf(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.text;
}
