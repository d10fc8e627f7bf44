import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { BoardContext } from "../boardContext.ts";
import { dayOf, dayWords } from "../dayWords.ts";
import { EntryHead } from "../volume/entryHead.tsx";
import { EntryRow } from "../volume/entryRow.tsx";
import { longestBar } from "../volume/longestBar.ts";
import { ViewerMark } from "../volume/viewerMark.tsx";
import { volumeTexts } from "../volume/volumeTexts.ts";
import { meTexts } from "./meTexts.ts";

/** Listed people just above and below. */
export function Neighbours({ view }: { readonly view: MeView }): VNode {
  const { session, clock } = useContext(BoardContext);
  const { neighbours, listed } = view;
  const texts = meTexts.neighbours;
  const longest = longestBar(neighbours);
  return (
    <section class="card" aria-labelledby="neighbours">
      <h2 id="neighbours">{texts.heading}</h2>
      <p class="quiet">{listed ? texts.about : texts.notListed}</p>
      {listed && neighbours.length === 0 && <p class="empty">{texts.none}</p>}
      {neighbours.length > 0 && (
        <>
          <p class="quiet">{volumeTexts.list.mark(session.viewerId)}</p>
          <div class="marked neighbours">
            <div role="table" aria-label={texts.label} aria-rowcount={neighbours.length + 1}>
              <EntryHead />
              <div role="rowgroup">
                {neighbours.map((entry, index) => (
                  <EntryRow
                    key={entry.handle}
                    entry={entry}
                    index={index}
                    longest={longest}
                    topPx={undefined}
                    tabIndex={undefined}
                    cell="cell"
                  />
                ))}
              </div>
            </div>
            <ViewerMark viewerId={session.viewerId} day={dayWords(dayOf(clock()))} />
          </div>
        </>
      )}
    </section>
  );
}
