import * as v from "valibot";
import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import { BoardContext } from "../boardContext.ts";
import { codeFaultWords } from "../signIn/codeFaultWords.ts";
import { CodeForm } from "../signIn/codeForm.tsx";
import { meTexts } from "./meTexts.ts";

/** For who joined by an invitation before they came by the directory: a code of their editor makes one person of the two. */
export function JoinedCard(): VNode {
  const { views, directory, announce, onSignedIn, onSignedOut } = useContext(BoardContext);
  const texts = meTexts.joined;
  const join = async (code: string): Promise<string> => {
    const answer = await views.client.send("POST", "/auth/member", { code }, v.unknown());
    if (answer.kind === "ok") {
      await onSignedIn();
      announce(texts.done);
      // The form is gone, and the focus with it.
      document.getElementById("page")?.focus();
      return "";
    }
    if (answer.fault.kind === "signedOut") {
      onSignedOut();
      return "";
    }
    return codeFaultWords(answer.fault, { notEmpty: texts.notEmpty, taken: texts.taken });
  };
  return (
    <section class="card" aria-labelledby="joined">
      <h2 id="joined">{texts.heading}</h2>
      <p class="quiet">{texts.about(directory ?? texts.directory)}</p>
      <CodeForm help={texts.help} button={texts.button} busy={texts.busy} send={join} />
    </section>
  );
}
