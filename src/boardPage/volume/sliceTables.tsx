import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import { SLICE_KINDS } from "../../shared/board/published.ts";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatCount, formatTokens } from "../../core/format.ts";
import { BoardContext } from "../boardContext.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { volumeTexts } from "./volumeTexts.ts";

/** Parts of the board, each kind in a table of its own. */
export function SliceTables({ slices }: { readonly slices: VolumeView["slices"] }): VNode {
  const texts = volumeTexts.slices;
  const { leastPeople } = useContext(BoardContext);
  const words = usePublishedWords();
  const kinds = SLICE_KINDS.filter((kind) => kind !== "company" && slices.some(({ slice }) => slice.kind === kind));
  return (
    <section class="card" aria-labelledby="slices">
      <h2 id="slices">{texts.heading}</h2>
      <p class="quiet">{texts.about(leastPeople)}</p>
      {kinds.length === 0 && <p class="empty">{texts.none}</p>}
      <div class="slice-tables">
        {kinds.map((kind) => (
          <table key={kind} class="plain-table">
            <caption>{texts.kinds[kind]}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.name}</th>
                <th scope="col" class="number">
                  {texts.counted}
                </th>
                <th scope="col" class="number">
                  {texts.people}
                </th>
              </tr>
            </thead>
            <tbody>
              {slices.flatMap(({ slice, counted, people }) =>
                slice.kind === kind
                  ? [
                      <tr key={slice.id}>
                        <th scope="row">
                          <bdi>{slice.name}</bdi>
                        </th>
                        <td class={counted.kind === "withheld" ? "number not-shown" : "number"}>
                          {words(counted, formatTokens)}
                        </td>
                        <td class="number">{people.kind === "withheld" ? "–" : words(people, formatCount)}</td>
                      </tr>,
                    ]
                  : [],
              )}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}
