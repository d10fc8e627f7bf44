import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";

const MOST_LETTERS = 280;

/** Clearing or upholding a signal, with a reason that the person reads. */
export function DecisionForm(props: {
  readonly subject: string;
  readonly signalId: number;
  readonly code: string;
  readonly reload: () => void;
}): VNode {
  const { subject, signalId, code, reload } = props;
  const [reason, setReason] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const texts = adminTexts.moderator;
  const change = useChange(texts.done);
  const id = `reason-${subject}-${signalId}`;
  const decide = async (verdict: "cleared" | "upheld"): Promise<void> => {
    const text = reason.trim();
    setIsMissing(text === "");
    if (text === "") {
      field.current?.focus();
      return;
    }
    if (change.isBusy) return;
    const path = `/v1/admin/signals/${signalId}/decision`;
    if (await change.send("POST", path, { subject, verdict, text })) reload();
  };
  return (
    <div class="stack decision" role="group" aria-label={`${texts.decide}: ${code}`}>
      <div class="field">
        <label for={id}>{texts.reason}</label>
        <textarea
          ref={field}
          id={id}
          class="search"
          dir="auto"
          maxLength={MOST_LETTERS}
          value={reason}
          aria-invalid={isMissing}
          aria-describedby={`${id}-help ${id}-error`}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <p id={`${id}-help`} class="field-help">
          {texts.reasonHelp}
        </p>
        <p id={`${id}-error`} class="field-error" role="alert">
          {isMissing ? texts.reasonMissing : ""}
        </p>
      </div>
      <p class="buttons">
        <button type="button" class="button" aria-disabled={change.isBusy} onClick={() => void decide("cleared")}>
          {texts.clear}
        </button>
        <button
          type="button"
          class="button secondary"
          aria-disabled={change.isBusy}
          onClick={() => void decide("upheld")}
        >
          {texts.uphold}
        </button>
      </p>
      <ChangeError error={change.error} />
    </div>
  );
}
