import { t } from "@vscode/l10n";
import { commands, window } from "vscode";

import { FirstRun } from "./firstRun.ts";
import { COMMANDS } from "./ids.ts";
import type { Memory } from "./memory.ts";

/**
 * Offers the walkthrough once there are numbers to show, so that it does not come into the way of opening the first file.
 * @param ready rejects where the window ends before: the next one offers it
 */
export async function offerWalkthrough(memory: Memory, ready: Promise<void>): Promise<void> {
  const firstRun = new FirstRun(
    memory,
    async () => {
      const getStarted = t("Get Started");
      const picked = await window.showInformationMessage(
        t("Token Legend counts what your AI assistants use, on this machine alone."),
        getStarted,
      );
      return picked === getStarted;
    },
    () => void commands.executeCommand(COMMANDS.getStarted),
  );
  const isReady = await ready.then(
    () => true,
    () => false,
  );
  if (isReady) await firstRun.offer();
}
