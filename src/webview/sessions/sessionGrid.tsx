import { t } from "@vscode/l10n";
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Currency } from "../../shared/currency.ts";
import type { SessionRow } from "../../shared/sessionTable.ts";
import { cursorAfter } from "../charts/cursorKeys.ts";
import { shortFolders } from "../insights/names.ts";
import { columnName } from "./sessionCells.tsx";
import { SESSION_COLUMNS, type SessionColumn, type ToolNames } from "./sessionColumns.ts";
import { SessionGridRow, sessionIdOf } from "./sessionGridRow.tsx";
import { type SessionSort, sortAfterClick } from "./sortSessions.ts";
import { type RowRange, scrollToRow, virtualRows } from "./virtualRows.ts";

/** Heights of a row and of the head, as in the style sheet. */
const ONE_LINE = { row: 32, head: 34 };
/** Where there is no room for columns, a row has two lines. */
const TWO_LINES = { row: 54, head: 58 };
/** Narrower grids have rows of two lines, as in the style sheet. */
const LEAST_ONE_LINE_PX = 430;
const EDGES_PX = 2;
const USUAL_HEIGHT_PX = 480;
const PAGE_ROWS = 12;

interface GridProps {
  readonly rows: readonly SessionRow[];
  readonly sort: SessionSort;
  readonly setSort: (sort: SessionSort) => void;
  /** Of the session whose details are shown. */
  readonly openId: number | undefined;
  readonly open: (id: number) => void;
  readonly currency: Currency;
  readonly toolNames: ToolNames;
}

/** Any number of sessions: only those in sight are drawn. One row takes part in the order of Tab; arrows go on from it. */
export function SessionGrid(props: GridProps): VNode {
  const { rows, sort, setSort, openId, open, currency, toolNames } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { range, readRange, heights } = useRowRange(scroller, rows.length);
  const [activeId, setActiveId] = useState<number | undefined>(undefined);
  const known = useMemo(() => rows.findIndex(({ id }) => id === (activeId ?? openId)), [rows, activeId, openId]);
  const active = known === -1 ? 0 : known;
  useFocusOnMove(scroller, activeId);
  const folders = useMemo(() => shortFolders(rows.map(({ project }) => project)), [rows]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row !== undefined && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(row.id);
      return;
    }
    const next = cursorAfter(event.key, active, rows.length, { by: "row", across: 0, page: PAGE_ROWS });
    const element = scroller.current;
    if (next === undefined || next === active || element === null) return;
    event.preventDefault();
    const height = element.clientHeight - heights.head;
    element.scrollTop = scrollToRow(next, element.scrollTop, height, heights.row);
    readRange();
    setActiveId(rows[next]?.id);
  };
  // The active row is always drawn, so that the focus stays where it is while the rest scrolls away.
  const drawn = indexesOf(range, active, rows.length);
  return (
    <div
      ref={scroller}
      class="session-grid"
      role="grid"
      aria-label={t("Sessions")}
      aria-rowcount={rows.length + 1}
      aria-colcount={SESSION_COLUMNS.length}
      style={{ blockSize: `${Math.min(USUAL_HEIGHT_PX, heights.head + rows.length * heights.row + EDGES_PX)}px` }}
      onScroll={readRange}
    >
      <div role="rowgroup" class="session-head">
        <div role="row" class="session-row" aria-rowindex={1}>
          {SESSION_COLUMNS.map((column, place) => (
            <ColumnHead key={column} column={column} place={place} sort={sort} setSort={setSort} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        class="session-rows"
        style={{ blockSize: `${rows.length * heights.row}px` }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const id = sessionIdOf(event);
          if (id === undefined) return;
          setActiveId(id);
          open(id);
        }}
      >
        {drawn.map((index) => {
          const row = rows[index];
          return row === undefined ? null : (
            <SessionGridRow
              key={row.id}
              row={row}
              folder={folders.get(row.project)}
              index={index}
              topPx={index * heights.row}
              isActive={index === active}
              isOpen={row.id === openId}
              currency={currency}
              toolNames={toolNames}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowsInSight {
  readonly range: RowRange;
  /** Reads the range again. */
  readonly readRange: () => void;
  readonly heights: typeof ONE_LINE;
}

/** The rows in sight, by where the grid is scrolled to; read again on request and with the grid's size. */
function useRowRange(scroller: RefObject<HTMLDivElement | null>, count: number): RowsInSight {
  const [heights, setHeights] = useState(ONE_LINE);
  const [range, setRange] = useState(() => virtualRows(0, USUAL_HEIGHT_PX, ONE_LINE.row, count));
  const read = (): void => {
    const element = scroller.current;
    if (element === null) return;
    const now = element.clientWidth < LEAST_ONE_LINE_PX ? TWO_LINES : ONE_LINE;
    setHeights(now);
    const next = virtualRows(element.scrollTop, element.clientHeight, now.row, count);
    // The same range is the same drawing: most steps of scrolling draw nothing.
    setRange((previous) => (previous.first === next.first && previous.end === next.end ? previous : next));
  };
  useLayoutEffect(() => {
    read();
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [count]);
  return { range, readRange: read, heights };
}

/** Puts the focus on the row that keys have gone to. */
function useFocusOnMove(scroller: RefObject<HTMLDivElement | null>, activeId: number | undefined): void {
  useLayoutEffect(() => {
    if (activeId === undefined) return;
    scroller.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  }, [activeId]);
}

function indexesOf({ first, end }: RowRange, active: number, count: number): readonly number[] {
  const indexes = Array.from({ length: Math.max(0, Math.min(end, count) - first) }, (_, place) => first + place);
  return active >= first && active < end ? indexes : [...indexes, active];
}

function ColumnHead(props: {
  readonly column: SessionColumn;
  readonly place: number;
  readonly sort: SessionSort;
  readonly setSort: (sort: SessionSort) => void;
}): VNode {
  const { column, place, sort, setSort } = props;
  const isSorted = sort.column === column;
  const direction = isSorted ? (sort.isDescending ? "descending" : "ascending") : "none";
  return (
    <div role="columnheader" class={`cell-${column}`} aria-colindex={place + 1} aria-sort={direction}>
      <button type="button" class="sort-button" onClick={() => setSort(sortAfterClick(sort, column))}>
        {columnName(column)}
        <span class="sort-mark" aria-hidden="true">
          {isSorted ? (sort.isDescending ? "↓" : "↑") : ""}
        </span>
      </button>
    </div>
  );
}
