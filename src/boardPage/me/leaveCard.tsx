import type { VNode } from "preact";
import { type LeaveReceipt, leaveReceiptSchema } from "../../shared/board/membership.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

/** Leaving, in one action that asks once. */
export function LeaveCard({ left }: { readonly left: (receipt: LeaveReceipt) => void }): VNode {
  const texts = meTexts.leave;
  const change = useChange(texts.receipt);
  const leave = async (): Promise<void> => {
    const receipt = await change.ask("POST", "/v1/me/leave", {}, leaveReceiptSchema);
    if (receipt !== undefined) left(receipt);
  };
  return (
    <section class="card leave-card" aria-labelledby="leave">
      <h2 id="leave">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <div class="buttons">
        <Confirm
          text={texts.open}
          question={`${texts.question} ${texts.all}`}
          yes={texts.yes}
          no={texts.no}
          isDanger
          isBusy={change.isBusy}
          act={() => void leave()}
        />
      </div>
      <ChangeError error={change.error} />
    </section>
  );
}
