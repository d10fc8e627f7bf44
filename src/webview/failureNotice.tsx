import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { Icon } from "./icon.tsx";

/** What was asked for did not come: why, and a way to ask again. */
export function FailureNotice(props: {
  readonly title: string;
  readonly reason: string;
  readonly askAgain: () => void;
}): VNode {
  return (
    <section class="notice notice-warning" role="alert">
      <Icon name="warning" />
      <div>
        <p class="notice-title">{props.title}</p>
        <p>{props.reason}</p>
        <p class="buttons">
          <button type="button" class="button" onClick={props.askAgain}>
            {t("Try Again")}
          </button>
        </p>
      </div>
    </section>
  );
}
