import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { BoardBlock } from "../../shared/teamState.ts";
import type { AskTeam } from "./teamProps.ts";

/** Leads to where what is in the way can be changed; nothing where that is not for this person to change. */
export function BlockButton({ block, ask }: { readonly block: BoardBlock; readonly ask: AskTeam }): VNode | null {
  const text = buttonText(block);
  if (text === undefined) return null;
  return (
    <button type="button" class="button" onClick={() => ask({ kind: "openBlock" })}>
      {text}
    </button>
  );
}

function buttonText(block: BoardBlock): string | undefined {
  switch (block) {
    case "forbidden":
      return undefined;
    case "untrusted":
      return t("Manage Workspace Trust");
    case "telemetryOff":
      return t("Open the Telemetry Setting");
  }
}
