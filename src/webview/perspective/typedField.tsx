import type { VNode } from "preact";
import { useState } from "preact/hooks";

/**
 * A field for a number that is typed in words of its own, such as `60.2T`. What can be read holds at once; what cannot is
 * said to be so, and the number stays what it was.
 */
export function TypedField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly write: (value: number) => string;
  /** The number; in words, what can be typed instead, where this cannot be read. */
  readonly read: (typed: string) => number | string;
  readonly set: (value: number) => void;
  /** Hides the label from eyes, where the surroundings tell it. */
  readonly isLabelHidden?: boolean;
  readonly isReadOnly?: boolean;
}): VNode {
  const { id, label, value, write, read, set, isLabelHidden = false, isReadOnly = false } = props;
  const [draft, setDraft] = useState({ text: "", of: Number.NaN });
  // A draft is of the number that it was typed for: when that is set elsewhere, the draft is over.
  const isDraft = draft.of === value;
  const text = isDraft ? draft.text : write(value);
  const current = isDraft ? read(text) : value;
  const help = typeof current === "string" ? current : undefined;
  const isWrong = help !== undefined;
  const type = (typed: string): void => {
    const readable = read(typed);
    const isNumber = typeof readable === "number";
    setDraft({ text: typed, of: isNumber ? readable : value });
    if (isNumber) set(readable);
  };
  return (
    <div class="field">
      <label for={id} class={isLabelHidden ? "for-screen-reader" : undefined}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        class="search"
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
        value={text}
        readOnly={isReadOnly}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-help` : undefined}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onBlur={() => isWrong || setDraft({ text: "", of: Number.NaN })}
      />
      {isWrong && (
        <p class="field-help" id={`${id}-help`} role="alert">
          {help}
        </p>
      )}
    </div>
  );
}
