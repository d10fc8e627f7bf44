import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { findProgram } from "./findProgram.ts";

/**
 * The program behind the `code` command: the command is a script that hands over to it and does not wait.
 * @param command file of the command, links followed
 */
export function programOfCommand(command: string, platform: NodeJS.Platform): string {
  const folder = dirname(command);
  if (platform === "darwin") return join(folder, "../../../MacOS/Electron");
  return platform === "win32" ? join(folder, "../Code.exe") : join(folder, "../code");
}

/** Desktop VS Code: `VSCODE_EXECUTABLE`, else what the `code` command starts, if there is a screen to show it on. */
export function findDesktop(): string | undefined {
  const named = process.env["VSCODE_EXECUTABLE"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`VSCODE_EXECUTABLE names a file that does not exist: ${named}`);
    return named;
  }
  const env = process.env;
  const hasScreen =
    process.platform !== "linux" || env["DISPLAY"] !== undefined || env["WAYLAND_DISPLAY"] !== undefined;
  // In a terminal of a remote window, `code` only talks to the window far away.
  if (!hasScreen || env["VSCODE_IPC_HOOK_CLI"] !== undefined) return undefined;
  const command = findProgram(["code"]);
  if (command === undefined) return undefined;
  const program = programOfCommand(realpathSync(command), process.platform);
  return existsSync(program) ? program : undefined;
}
