import type { VNode } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { BoardContext } from "../boardContext.ts";
import { dayOf, dayWords } from "../dayWords.ts";
import { EntryGrid } from "./entryGrid.tsx";
import { matchesName } from "./matchesName.ts";
import { ViewerMark } from "./viewerMark.tsx";
import { volumeTexts } from "./volumeTexts.ts";

/** The people who chose to be listed: to read, to search, and to find oneself among. */
export function ListCard({ view }: { readonly view: VolumeView }): VNode {
  const { session, announce, clock } = useContext(BoardContext);
  const [wanted, setWanted] = useState("");
  const [target, setTarget] = useState<{ readonly index: number } | undefined>(undefined);
  const texts = volumeTexts.list;
  const { entries } = view;
  const found = useMemo(() => entries.filter(({ handle }) => matchesName(handle, wanted)), [entries, wanted]);
  const findMe = (): void => {
    const index = entries.findIndex(({ isYou }) => isYou);
    if (index === -1) announce(texts.notListed);
    else {
      setWanted("");
      setTarget({ index });
    }
  };
  const isListed = entries.some(({ isYou }) => isYou);
  return (
    <section class="card list-card" aria-labelledby="list">
      <h2 id="list">{texts.heading}</h2>
      {view.areNamesOff || entries.length === 0 ? (
        <NoNames areNamesOff={view.areNamesOff} isMember={session.isMember} />
      ) : (
        <>
          <p class="quiet">{texts.about(entries.length)}</p>
          <p class="quiet">
            {texts.looks(view.looksToday)} {texts.mark(session.viewerId)}
          </p>
          <div class="list-tools">
            <label class="list-search">
              <span class="for-screen-reader">{texts.search}</span>
              <input
                class="search"
                type="search"
                placeholder={texts.search}
                value={wanted}
                onInput={({ currentTarget }) => {
                  // Who types stays in the field, also where the list comes back after nothing was found.
                  setTarget(undefined);
                  setWanted(currentTarget.value);
                }}
              />
            </label>
            {isListed ? (
              <button type="button" class="button secondary" onClick={findMe}>
                {texts.findMe}
              </button>
            ) : (
              session.isMember && <p class="quiet">{texts.notListed}</p>
            )}
            <p class="quiet" role="status">
              {wanted === "" ? "" : texts.found(found.length, entries.length)}
            </p>
          </div>
          {found.length === 0 ? (
            <p class="empty">{texts.notFound}</p>
          ) : (
            <div class="marked">
              <EntryGrid entries={found} target={target} />
              <ViewerMark viewerId={session.viewerId} day={dayWords(dayOf(clock()))} />
            </div>
          )}
        </>
      )}
    </section>
  );
}

function NoNames({ areNamesOff, isMember }: { readonly areNamesOff: boolean; readonly isMember: boolean }): VNode {
  const { noPart, namesOff, empty } = volumeTexts.list;
  const whyOff = isMember ? namesOff : noPart;
  const { title, text } = areNamesOff ? whyOff : empty;
  return (
    <div class="empty">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{text}</p>
    </div>
  );
}
