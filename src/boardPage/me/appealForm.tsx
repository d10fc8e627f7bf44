import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type Appeal, EXPLANATIONS, type Signal } from "../../shared/board/meView.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { ExplainForm } from "./explainForm.tsx";
import { meTexts } from "./meTexts.ts";
import { checkWords } from "./signalWords.ts";

/** The three ways to answer. */
export function AppealForm({ signal, reload }: { readonly signal: Signal; readonly reload: () => void }): VNode {
  const [isExplaining, setIsExplaining] = useState(false);
  const texts = meTexts.appeal;
  const change = useChange(texts.sent);
  const send = async (appeal: Appeal): Promise<void> => {
    if (change.isBusy) return;
    if (await change.send("POST", `/v1/me/signals/${signal.signalId}/appeal`, appeal)) reload();
  };
  return (
    <div role="group" aria-label={`${texts.label}: ${checkWords(signal.code).title}`}>
      {isExplaining ? (
        <ExplainForm
          id={signal.signalId}
          choices={EXPLANATIONS}
          isBusy={change.isBusy}
          send={(choice, text) => void send({ kind: "explain", choice, text })}
          cancel={() => setIsExplaining(false)}
        />
      ) : (
        <>
          <p class="buttons">
            <button type="button" class="button" onClick={() => void send({ kind: "resend" })}>
              {texts.resend}
            </button>
            <button type="button" class="button secondary" onClick={() => setIsExplaining(true)}>
              {texts.explain}
            </button>
            <button type="button" class="button secondary" onClick={() => void send({ kind: "askPerson" })}>
              {texts.askPerson}
            </button>
          </p>
          <p class="field-help">{texts.resendAbout}</p>
        </>
      )}
      <ChangeError error={change.error} />
    </div>
  );
}
