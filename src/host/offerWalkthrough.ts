import { t } from "@vscode/l10n";
import { commands, window } from "vscode";

import type { Clock } from "./clock.ts";
import { FirstRun } from "./firstRun.ts";
import { COMMANDS } from "./ids.ts";
import type { Memory } from "./memory.ts";

/** The offer as a message of VS Code. */
export function makeFirstRun(memory: Memory, clock: Pick<Clock, "nowMs">): FirstRun {
  return new FirstRun(
    memory,
    clock,
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
}

/**
 * Offers the walkthrough once there are numbers to show, so that it does not come into the way of opening the first file.
 * @param ready rejects where the window ends before: the next one offers it
 */
export async function offerWalkthrough(firstRun: FirstRun, ready: Promise<void>): Promise<void> {
  const isReady = await ready.then(
    () => true,
    () => false,
  );
  if (isReady) await firstRun.offer();
}
