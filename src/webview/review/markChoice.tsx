import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { type Mark, MARKS } from "../../shared/weeklyReview.ts";
import { markText } from "./reviewWords.ts";

/** One click: what its owner thinks of a session. */
export function MarkChoice(props: {
  readonly session: number;
  readonly mark: Mark | undefined;
  readonly choose: (mark: Mark | undefined) => void;
}): VNode {
  const { session, mark, choose } = props;
  return (
    <fieldset class="review-mark">
      <legend class="eyebrow">{t("Was it worth it?")}</legend>
      <div class="filters">
        {MARKS.map((one) => (
          <label key={one} class={one === mark ? "filter chosen" : "filter"}>
            <input
              type="radio"
              name={`mark-${session}`}
              value={one}
              checked={one === mark}
              onChange={() => choose(one)}
            />
            {markText(one)}
          </label>
        ))}
        {mark !== undefined && (
          <button type="button" class="review-clear" onClick={() => choose(undefined)}>
            {t("Clear")}
          </button>
        )}
      </div>
    </fieldset>
  );
}
