import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { BoardError, EXIT, type ExitCode } from "./exitCode.ts";

/**
 * Runs the board's server, which lies beside this program, until it ends. Its settings are its environment; what stops this
 * program stops it.
 */
export async function runBoard(program: string): Promise<ExitCode> {
  if (!existsSync(program))
    throw new BoardError("The board's program is not here: it comes with the source, not with the extension.");
  const server = spawn(process.execPath, [program], { stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => void server.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, pass);
  const code = await new Promise<number | null>((ended, failed) => {
    server.once("exit", ended);
    server.once("error", failed);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, pass);
  return code === 0 ? EXIT.ok : EXIT.failure;
}
