import { t } from "@vscode/l10n";
import type { ComponentChildren, VNode } from "preact";

import { FailureNotice } from "../failureNotice.tsx";
import { Icon } from "../icon.tsx";

/** Why there is no answer, or no newer one, and a way to ask again. */
export function FailedNotice(props: {
  readonly reason: string;
  readonly hasNumbers: boolean;
  readonly again: () => void;
}): VNode {
  const title = props.hasNumbers ? t("What is shown may be old") : t("There is nothing to show yet");
  return <FailureNotice title={title} reason={props.reason} askAgain={props.again} />;
}

/** The first answer is on its way. */
export function WaitingNotice(): VNode {
  return (
    <Told title={t("Adding up your usage")}>
      <p>{t("This takes seconds as a rule, and a little more the first time where there is a long history.")}</p>
    </Told>
  );
}

/** Nothing is left of the usage there is. */
export function NothingNotice(props: {
  readonly isFiltered: boolean;
  readonly clear: () => void;
  readonly showAll: () => void;
}): VNode {
  return (
    <Told title={t("Nothing was used here")}>
      <p>
        {props.isFiltered
          ? t("No call in this time is of the chosen tool, model and project.")
          : t("There is no call to a model in this time.")}
      </p>
      <p class="buttons">
        {props.isFiltered && (
          <button type="button" class="button" onClick={props.clear}>
            {t("Clear Filters")}
          </button>
        )}
        <button type="button" class={props.isFiltered ? "button secondary" : "button"} onClick={props.showAll}>
          {t("Show All Time")}
        </button>
      </p>
    </Told>
  );
}

function Told(props: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <section class="notice notice-info" aria-label={props.title}>
      <Icon name="info" />
      <div>
        <p class="notice-title">{props.title}</p>
        {props.children}
      </div>
    </section>
  );
}
