import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { VolumeEntry } from "../../shared/board/volumeView.ts";
import { cursorAfter } from "../../webview/charts/cursorKeys.ts";
import { scrollToRow, virtualRows } from "../../webview/sessions/virtualRows.ts";
import { EntryHead } from "./entryHead.tsx";
import { EntryRow } from "./entryRow.tsx";
import { longestBar } from "./longestBar.ts";
import { volumeTexts } from "./volumeTexts.ts";

/* Heights as in the style sheet. */
const NARROW = "(width < 760px)";
const WIDE_ROW_PX = 60;
const NARROW_ROW_PX = 88;
const HEAD_PX = 36;
const USUAL_HEIGHT_PX = 640;
const PAGE_ROWS = 8;

/** Up to 250 people: only those in sight are drawn. One row takes part in the order of Tab; arrows go on from it. */
export function EntryGrid(props: {
  readonly entries: readonly VolumeEntry[];
  /** A row to bring into sight and give the focus to; a new object does it again. */
  readonly target: { readonly index: number } | undefined;
}): VNode {
  const { entries, target } = props;
  const rowPx = useMedia(NARROW) ? NARROW_ROW_PX : WIDE_ROW_PX;
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: USUAL_HEIGHT_PX });
  const [active, setActive] = useState(0);
  const [moves, setMoves] = useState(0);
  const read = (): void => {
    const element = scroller.current;
    if (element !== null) setScroll({ top: element.scrollTop, height: element.clientHeight });
  };
  const moveTo = (index: number): void => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight - HEAD_PX, rowPx);
    read();
    setActive(index);
    setMoves((count) => count + 1);
  };
  useLayoutEffect(read, [entries.length, rowPx]);
  useLayoutEffect(() => {
    if (target !== undefined) moveTo(target.index);
  }, [target]);
  useFocusOnMove(scroller, moves);
  const current = Math.min(active, Math.max(0, entries.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cursorAfter(event.key, current, entries.length, { by: "row", across: 0, page: PAGE_ROWS });
    if (next === undefined || next === current || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveTo(next);
  };
  const { first, end } = virtualRows(scroll.top, scroll.height, rowPx, entries.length);
  const inSight = Array.from({ length: end - first }, (_, place) => first + place);
  // The row with the focus stays, so that the focus does not fall off while the rest scrolls away.
  const drawn = current >= first && current < end ? inSight : [...inSight, current];
  const longest = longestBar(entries);
  return (
    <div
      ref={scroller}
      class="entry-grid"
      role="grid"
      aria-label={volumeTexts.list.label}
      aria-rowcount={entries.length + 1}
      aria-colcount={6}
      style={{ blockSize: `${Math.min(USUAL_HEIGHT_PX, HEAD_PX + entries.length * rowPx + 2)}px` }}
      onScroll={read}
    >
      <EntryHead />
      <div
        role="rowgroup"
        class="entry-rows"
        style={{ blockSize: `${entries.length * rowPx}px` }}
        onKeyDown={onKeyDown}
      >
        {drawn.map((index) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <EntryRow
              key={index}
              entry={entry}
              index={index}
              longest={longest}
              topPx={index * rowPx}
              tabIndex={index === current ? 0 : -1}
              cell="gridcell"
            />
          );
        })}
      </div>
    </div>
  );
}

/** Puts the focus on the row that keys or a search have gone to. */
function useFocusOnMove(scroller: RefObject<HTMLDivElement | null>, moves: number): void {
  useLayoutEffect(() => {
    if (moves === 0) return;
    const row = scroller.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    row?.focus({ preventScroll: true });
    // The list may be out of the window itself. Only as far as needed, and clear of what stays at the top.
    row?.scrollIntoView({ block: "nearest" });
  }, [moves]);
}

function useMedia(text: string): boolean {
  const [matches, setMatches] = useState(() => typeof matchMedia === "function" && matchMedia(text).matches);
  useEffect(() => {
    const query = matchMedia(text);
    const follow = (): void => setMatches(query.matches);
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, [text]);
  return matches;
}
