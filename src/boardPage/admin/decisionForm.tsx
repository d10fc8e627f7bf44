import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { ReasonField, isReason } from "./reasonField.tsx";

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
  const texts = adminTexts.moderator;
  const change = useChange(texts.done);
  const id = `reason-${subject}-${signalId}`;
  const decide = async (verdict: "cleared" | "upheld"): Promise<void> => {
    setIsMissing(!isReason(reason));
    if (!isReason(reason) || change.isBusy) return;
    const body = { subject, verdict, text: reason.trim() };
    if (await change.send("POST", `/v1/admin/signals/${signalId}/decision`, body)) reload();
  };
  return (
    <div class="stack decision" role="group" aria-label={`${texts.decide}: ${code}`}>
      <ReasonField
        id={id}
        label={texts.reason}
        help={texts.reasonHelp}
        value={reason}
        error={isMissing ? texts.reasonMissing : ""}
        set={setReason}
      />
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
