import { t } from "@vscode/l10n";

import type { BoardBlock } from "../../shared/teamState.ts";

/** Why nothing is sent whatever was chosen, and what can be done about it. */
export function blockText(block: BoardBlock): string {
  switch (block) {
    case "forbidden":
      return t("Team boards are turned off for this machine by its policy.");
    case "untrusted":
      return t("This window is in Restricted Mode: nothing is sent from it. Trust the folder to go on.");
    case "telemetryOff":
      return t(
        "Telemetry is turned off in VS Code, and Token Legend keeps to that: nothing is sent. Set telemetry.telemetryLevel to another value to go on.",
      );
  }
}
