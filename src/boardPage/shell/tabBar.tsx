import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { generalTexts } from "../generalTexts.ts";
import { type Tab, addressOf } from "../route.ts";

/** The pages. Tab goes to the one that is open, arrows to the others; each is a link, so it can be opened in a window of its own. */
export function TabBar(props: {
  readonly tabs: readonly Tab[];
  readonly current: Tab;
  readonly go: (tab: Tab) => void;
}): VNode {
  const { tabs, current, go } = props;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(current);
    const to = placeAfter(event.key, at, tabs.length, isRightToLeft(list.current));
    const next = to === undefined ? undefined : tabs[to];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  const onClick = (event: MouseEvent, tab: Tab): void => {
    // Other buttons and keys are for a window or a tab of the browser's own.
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(tab);
  };
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={generalTexts.tabs.label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <a
          key={tab}
          id={`tab-${tab}`}
          class="tab"
          role="tab"
          href={addressOf({ tab })}
          aria-selected={tab === current}
          aria-controls={tab === current ? "page" : undefined}
          tabIndex={tab === current ? 0 : -1}
          onClick={(event) => onClick(event, tab)}
        >
          {generalTexts.tabs[tab]}
        </a>
      ))}
    </div>
  );
}

function placeAfter(key: string, at: number, count: number, isReversed: boolean): number | undefined {
  const forward = isReversed ? "ArrowLeft" : "ArrowRight";
  const back = isReversed ? "ArrowRight" : "ArrowLeft";
  if (key === forward) return (at + 1) % count;
  if (key === back) return (at + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

function isRightToLeft(element: HTMLElement | null): boolean {
  return element !== null && getComputedStyle(element).direction === "rtl";
}
