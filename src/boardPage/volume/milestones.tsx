import type { VNode } from "preact";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatDecimal, formatTokens } from "../../core/format.ts";
import type { Published } from "../../shared/board/published.ts";
import { publishedNumber } from "../publishedWords.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { volumeTexts } from "./volumeTexts.ts";

/** Written with one decimal, anything less is nothing. */
const LEAST_TOLD = 0.05;

/** Amounts of text that have a name, and how many times all together passed them. */
export function Milestones({ milestones }: { readonly milestones: VolumeView["milestones"] }): VNode | null {
  const texts = volumeTexts.milestones;
  const words = usePublishedWords();
  const told = milestones.filter(({ times }) => !isNothing(times));
  // The total above has said why.
  if (told.every(({ times }) => times.kind === "withheld")) return null;
  return (
    <>
      <ul class="milestones" aria-label={texts.heading}>
        {told.map(({ milestone, tokens, times }) => (
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

/** A small company reads nothing out of "0 times". */
function isNothing(times: Published): boolean {
  const most = times.kind === "band" ? times.to : publishedNumber(times);
  return most !== undefined && most < LEAST_TOLD;
}
