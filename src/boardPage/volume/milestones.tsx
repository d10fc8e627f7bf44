import type { VNode } from "preact";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatDecimal, formatTokens } from "../../core/format.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { volumeTexts } from "./volumeTexts.ts";

/** Amounts of text that have a name, and how many times all together passed them. */
export function Milestones({ milestones }: { readonly milestones: VolumeView["milestones"] }): VNode {
  const texts = volumeTexts.milestones;
  const words = usePublishedWords();
  return (
    <section class="card" aria-labelledby="milestones">
      <h2 id="milestones">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <ul class="milestones">
        {milestones.map(({ milestone, tokens, times }) => (
          <li key={milestone}>
            <span class={times.kind === "withheld" ? "not-shown" : "milestone-times"}>
              {words(times, (value) => texts.times(formatDecimal(value)))}
            </span>
            <span>
              <span class="milestone-name">{texts.names[milestone] ?? milestone}</span>{" "}
              <span class="quiet">{texts.each(formatTokens(tokens))}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
