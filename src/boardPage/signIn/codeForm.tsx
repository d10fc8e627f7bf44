import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { readCode } from "../../shared/board/readCode.ts";
import { signInTexts } from "./signInTexts.ts";

/** A code that the extension shows, and sending it. */
export function CodeForm(props: {
  readonly help: string;
  readonly button: string;
  readonly busy: string;
  /** Answers what it failed of, in words; empty where it did not. */
  readonly send: (code: string) => Promise<string>;
}): VNode {
  const { help, button, busy, send } = props;
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const texts = signInTexts.code;
  const fail = (words: string): void => {
    setError(words);
    field.current?.focus();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const code = readCode(typed);
    if (code === undefined) {
      fail(typed.trim() === "" ? texts.empty : texts.malformed);
      return;
    }
    setIsBusy(true);
    const words = await send(code);
    setIsBusy(false);
    if (words === "") setError("");
    else fail(words);
  };
  return (
    <form class="field" noValidate onSubmit={(event) => void submit(event)}>
      <label for="code">{texts.label}</label>
      <input
        ref={field}
        id="code"
        class="search code-field"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={texts.placeholder}
        value={typed}
        aria-invalid={error !== ""}
        aria-describedby="code-error code-help"
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <p id="code-error" class="field-error" role="alert">
        {error}
      </p>
      <p id="code-help" class="field-help">
        {help}
      </p>
      <p class="buttons">
        <button type="submit" class="button" aria-disabled={isBusy}>
          {isBusy ? busy : button}
        </button>
      </p>
    </form>
  );
}
