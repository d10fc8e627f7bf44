import * as v from "valibot";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { BoardClient } from "../boardClient.ts";
import { type Fault, faultWords } from "../fault.ts";
import { readCode } from "./readCode.ts";
import { signInTexts } from "./signInTexts.ts";

/** Signs in with a code that the extension shows. */
export function CodeForm(props: { readonly client: BoardClient; readonly signedIn: () => void }): VNode {
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
    const answer = await props.client.send("POST", "/auth/code", { code }, v.unknown());
    setIsBusy(false);
    if (answer.kind === "ok") props.signedIn();
    else fail(codeFaultWords(answer.fault));
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
        {texts.help}
      </p>
      <p class="buttons">
        <button type="submit" class="button" aria-disabled={isBusy}>
          {isBusy ? texts.busy : texts.button}
        </button>
      </p>
    </form>
  );
}

/** What the server refuses of a code, it refuses with a word that means something else elsewhere. */
function codeFaultWords(fault: Fault): string {
  const isOfCode =
    fault.kind === "signedOut" ||
    (fault.kind === "refused" && ["forbidden", "notFound", "gone", "badRequest"].includes(fault.reason));
  return isOfCode ? signInTexts.code.refused : faultWords(fault);
}
