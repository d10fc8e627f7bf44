import type { VNode } from "preact";
import { Icon } from "../../webview/icon.tsx";
import { type Fault, faultWords } from "../fault.ts";
import { generalTexts } from "../generalTexts.ts";

/** Something that was asked for did not come. */
export function FaultNotice(props: { readonly fault: Fault; readonly retry: () => void }): VNode {
  return (
    <section class="notice notice-warning" role="alert">
      <Icon name="warning" />
      <div>
        <p class="notice-title">{generalTexts.cannotShow}</p>
        <p>{faultWords(props.fault)}</p>
        <p class="buttons">
          <button type="button" class="button" onClick={props.retry}>
            {generalTexts.retry}
          </button>
        </p>
      </div>
    </section>
  );
}
