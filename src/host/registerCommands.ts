import { t } from "@vscode/l10n";
import { type LogOutputChannel, commands, window } from "vscode";

import { UserError } from "../shared/userError.ts";
import { describeFault } from "./describeFault.ts";
import { type Disposable, DisposableStore } from "./disposableStore.ts";
import { COMMANDS, type CommandName } from "./ids.ts";

export type CommandHandlers = Readonly<Record<CommandName, () => unknown>>;

/** Registers every command. A failure becomes one message here and nowhere else. */
export function registerCommands(handlers: CommandHandlers, log: LogOutputChannel): Disposable {
  const store = new DisposableStore();
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    store.add(commands.registerCommand(COMMANDS[name], () => runAtBoundary(name, handlers[name], log)));
  }
  return store;
}

/** Runs what a person asked for; a failure of it becomes one message and a line in the log. Never rejects. */
export async function runAtBoundary(name: string, handler: () => unknown, log: LogOutputChannel): Promise<void> {
  try {
    await handler();
  } catch (fault) {
    log.error(`${name}: ${describeFault(fault)}`);
    // Not awaited: the command is over, whenever the message is closed.
    void tellFailure(fault, log);
  }
}

async function tellFailure(fault: unknown, log: LogOutputChannel): Promise<void> {
  if (fault instanceof UserError) {
    await window.showErrorMessage(fault.message);
    return;
  }
  const showLog = t("Show Log");
  const picked = await window.showErrorMessage(t("Token Legend could not do this. The log says where."), showLog);
  if (picked === showLog) log.show();
}
