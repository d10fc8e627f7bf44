import type { ComponentChildren, VNode } from "preact";

import type { PanelAction } from "../shared/panelProtocol.ts";
import { Icon } from "./icon.tsx";

/** What a button says and asks the host for. */
export interface NoticeButton {
  readonly text: string;
  readonly action: PanelAction;
}

/** Something its reader should know, and what can be done about it. */
export function Notice(props: {
  readonly kind: "info" | "warning";
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly buttons: readonly NoticeButton[];
  readonly act: (action: PanelAction) => void;
}): VNode {
  return (
    <section class={`notice notice-${props.kind}`} aria-label={props.title}>
      <Icon name={props.kind} />
      <div>
        <p class="notice-title">{props.title}</p>
        {props.children}
        {props.buttons.length > 0 && (
          <p class="buttons">
            {props.buttons.map(({ text, action }, index) => (
              <button
                key={action}
                type="button"
                class={index === 0 ? "button" : "button secondary"}
                onClick={() => props.act(action)}
              >
                {text}
              </button>
            ))}
          </p>
        )}
      </div>
    </section>
  );
}
