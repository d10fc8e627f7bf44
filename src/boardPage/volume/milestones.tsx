import type { VNode } from "preact";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatDecimal, formatTokens } from "../../core/format.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { volumeTexts } from "./volumeTexts.ts";

/** Amounts of text that have a name, and how many times all together passed them. */
export function Milestones({ milestones }: { readonly milestones: VolumeView["milestones"] }): VNode | null {
  const texts = volumeTexts.milestones;
  const words = usePublishedWords();
  // The total above has said why.
  if (milestones.every(({ times }) => times.kind === "withheld")) return null;
  return (
    <>
      <ul class="milestones" aria-label={texts.heading}>
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
      <p class="quiet milestones-about">{texts.about}</p>
    </>
  );
}
