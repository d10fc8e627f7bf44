import { Component, type VNode } from "preact";

import type { Currency } from "../../shared/currency.ts";
import type { SessionRow } from "../../shared/sessionTable.ts";
import { sessionCell, sessionWords } from "./sessionCells.tsx";
import { SESSION_COLUMNS, type ToolNames } from "./sessionColumns.ts";

interface RowProps {
  readonly row: SessionRow;
  /** Short name of its folder; absent where it has none. */
  readonly folder: string | undefined;
  readonly index: number;
  /** From the top of all rows: each index has its place. */
  readonly topPx: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly currency: Currency;
  readonly toolNames: ToolNames;
}

/** A row of the grid. While others scroll in and out it is not drawn again: at 60 frames a second there is no time for that. */
export class SessionGridRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, folder, index, topPx, isActive, isOpen, currency, toolNames } = this.props;
    return (
      next.row !== row ||
      next.folder !== folder ||
      next.index !== index ||
      next.topPx !== topPx ||
      next.isActive !== isActive ||
      next.isOpen !== isOpen ||
      next.currency !== currency ||
      next.toolNames !== toolNames
    );
  }

  override render({ row, folder, index, topPx, isActive, isOpen, currency, toolNames }: RowProps): VNode {
    return (
      <div
        role="row"
        class={isOpen ? "session-row open" : "session-row"}
        aria-rowindex={index + 2}
        aria-selected={isOpen}
        aria-label={sessionWords(row, folder, currency, toolNames)}
        data-id={row.id}
        tabIndex={isActive ? 0 : -1}
        style={{ transform: `translateY(${topPx}px)` }}
      >
        {SESSION_COLUMNS.map((column, place) => {
          const cell = sessionCell(row, column, currency, toolNames);
          const text = typeof cell === "string" ? cell : cell.text;
          return (
            // Narrow grids leave columns out.
            <div
              key={column}
              role="gridcell"
              class={`cell-${column}`}
              aria-colindex={place + 1}
              title={column === "project" ? text : undefined}
            >
              <bdi>{column === "project" ? (folder ?? text) : text}</bdi>
            </div>
          );
        })}
      </div>
    );
  }
}

/** Session of the row that an event happened in. */
export function sessionIdOf(event: Event): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-id]") : null;
  return row === null ? undefined : Number(row.dataset["id"]);
}
