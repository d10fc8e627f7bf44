import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { MixPart } from "../../core/perspective/assumptions.ts";
import { MOST_MODELS, addModel, isSameModel, removeModel, setShare } from "../../core/perspective/mix.ts";
import { MODEL_CHOICES } from "../../core/perspective/quotes.ts";
import { Icon } from "../icon.tsx";
import { readShare } from "./shareField.tsx";
import { shareDigits } from "./shareWords.ts";
import { TypedField } from "./typedField.tsx";

type ModelName = Pick<MixPart, "tool" | "model">;

/** Which models the tokens go to, and in which shares. When one changes, the others make room. */
export function MixEditor(props: {
  readonly mix: readonly MixPart[];
  /** Models of the reader, besides those that anyone can choose. */
  readonly ownModels: readonly ModelName[];
  readonly set: (mix: readonly MixPart[]) => void;
}): VNode {
  const { mix, ownModels, set } = props;
  const choices = choicesOf(ownModels).filter((one) => !mix.some((part) => isSameModel(part, one)));
  const add = (index: number): void => {
    const chosen = choices[index];
    if (chosen !== undefined) set(addModel(mix, chosen));
  };
  return (
    <fieldset class="mix">
      <legend>{t("Models, with shares that add up to 100%")}</legend>
      <ul>
        {mix.map((part, index) => (
          <li key={`${part.tool} ${part.model}`} class="mix-part">
            <bdi class="mix-name" title={part.model}>
              {part.model}
            </bdi>
            <TypedField
              id={`mix-${index}`}
              label={t("Share of {0} in percent", part.model)}
              isLabelHidden
              value={part.share}
              write={shareDigits}
              read={readShare}
              set={(share) => set(setShare(mix, index, share))}
              isReadOnly={mix.length === 1}
            />
            <button
              type="button"
              class="button secondary icon-button"
              disabled={mix.length === 1}
              onClick={() => set(removeModel(mix, index))}
            >
              <Icon name="close" />
              <span class="for-screen-reader">{t("Take out {0}", part.model)}</span>
            </button>
          </li>
        ))}
      </ul>
      {mix.length < MOST_MODELS && (
        <select
          aria-label={t("Add a model")}
          value=""
          onChange={({ currentTarget }) => {
            add(Number(currentTarget.value));
            currentTarget.value = "";
          }}
        >
          <option value="">{t("Add a model…")}</option>
          {choices.map(({ tool, model }, index) => (
            <option key={`${tool} ${model}`} value={index}>
              {model}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}

function choicesOf(ownModels: readonly ModelName[]): readonly ModelName[] {
  const known = MODEL_CHOICES.map((model) => ({ tool: "", model }));
  return [...known, ...ownModels.filter((one) => !known.some((other) => isSameModel(one, other)))];
}
