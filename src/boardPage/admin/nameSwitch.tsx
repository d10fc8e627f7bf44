import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { ChangeError } from "../shell/changeError.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { ReasonField, isReason } from "./reasonField.tsx";

/** Turns all names off, and on again. */
export function NameSwitch(props: { readonly areNamesOff: boolean; readonly reload: () => void }): VNode {
  const { areNamesOff, reload } = props;
  const [reason, setReason] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const texts = adminTexts.operator.names;
  const change = useChange(texts.done);
  const toggle = async (): Promise<boolean> => {
    setIsMissing(!isReason(reason));
    if (!isReason(reason)) return false;
    const isDone = await change.send("PUT", "/v1/admin/names", { areOff: !areNamesOff, reason: reason.trim() });
    if (isDone) {
      setReason("");
      reload();
    }
    return isDone;
  };
  return (
    <section class="card" aria-labelledby="names">
      <h2 id="names">{texts.heading}</h2>
      <p class="names-state">{areNamesOff ? texts.off : texts.on}</p>
      <div class="buttons">
        <Confirm
          text={areNamesOff ? texts.turnOn : texts.turnOff}
          question={areNamesOff ? texts.askOn : texts.askOff}
          yes={texts.yes}
          no={texts.no}
          isDanger={!areNamesOff}
          isBusy={change.isBusy}
          act={toggle}
        >
          <ReasonField
            id="names-reason"
            label={texts.reason}
            value={reason}
            error={isMissing ? texts.reasonMissing : ""}
            set={setReason}
          />
        </Confirm>
      </div>
      <ChangeError error={change.error} />
    </section>
  );
}
