import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { LeaveReceipt } from "../../shared/board/membership.ts";
import { dayOf, dayWords } from "../dayWords.ts";
import { saveFile } from "../saveFile.ts";
import { RowTable } from "./heldRows.tsx";
import { meTexts } from "./meTexts.ts";

/** What leaving has deleted; the last page that one sees. */
export function LeaveReceiptCard(props: { readonly receipt: LeaveReceipt; readonly close: () => void }): VNode {
  const { receipt, close } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const texts = meTexts.leave;
  const save = (): void =>
    saveFile("token-legend-receipt.json", "application/json", `${JSON.stringify(receipt, undefined, 2)}\n`);
  return (
    <section class="card receipt">
      <h1 ref={heading} tabIndex={-1}>
        {texts.receipt}
      </h1>
      <p>{texts.receiptAbout(dayWords(dayOf(receipt.refusedUntil)))}</p>
      <RowTable rows={Object.fromEntries(Object.entries(receipt.deleted).filter(([, count]) => count > 0))} />
      <p class="buttons">
        <button type="button" class="button" onClick={save}>
          {texts.saveReceipt}
        </button>
        <button type="button" class="button secondary" onClick={close}>
          {texts.done}
        </button>
      </p>
    </section>
  );
}
