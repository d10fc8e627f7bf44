import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EXPLANATIONS } from "../../shared/board/meView.ts";
import { meTexts } from "./meTexts.ts";

type Explanation = (typeof EXPLANATIONS)[number];
const MOST_LETTERS = 280;

/** A choice and a few words. */
export function ExplainForm(props: {
  /** Of the signal: makes the fields' ids. */
  readonly id: number;
  readonly choices: readonly Explanation[];
  readonly isBusy: boolean;
  readonly send: (choice: Explanation, text: string) => void;
  readonly cancel: () => void;
}): VNode {
  const { id, choices, isBusy, send, cancel } = props;
  const [choice, setChoice] = useState<Explanation>(choices[0] ?? "other");
  const [text, setText] = useState("");
  const first = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const texts = meTexts.appeal;
  const left = MOST_LETTERS - text.length;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isBusy && left >= 0) send(choice, text.trim());
  };
  return (
    <form class="explain stack" onSubmit={submit}>
      <div class="field">
        <label for={`choice-${id}`}>{texts.choice}</label>
        <select
          ref={first}
          id={`choice-${id}`}
          value={choice}
          onChange={({ currentTarget: { value } }) => setChoice(choices.find((one) => one === value) ?? "other")}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {texts.choices[one]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`text-${id}`}>{texts.text}</label>
        <textarea
          id={`text-${id}`}
          class="search"
          dir="auto"
          maxLength={MOST_LETTERS}
          value={text}
          aria-describedby={`left-${id}`}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <p id={`left-${id}`} class="field-help">
          {left >= 0 ? texts.left(left) : texts.tooLong}
        </p>
      </div>
      <p class="buttons">
        <button type="submit" class="button" aria-disabled={isBusy}>
          {texts.send}
        </button>
        <button type="button" class="button secondary" onClick={cancel}>
          {texts.cancel}
        </button>
      </p>
    </form>
  );
}
