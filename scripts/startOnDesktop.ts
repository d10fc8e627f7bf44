import { spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "./stages.ts";
import { type StartHome, prepareProfile } from "./startHome.ts";
import { runCommand } from "../test/support/vscodeHost/runCommand.ts";

/** Opens the extension from this folder in desktop VS Code and waits until its last window is closed. */
export async function startOnDesktop(home: StartHome, executable: string): Promise<void> {
  console.log("Building Token Legend ...");
  await runCommand(process.execPath, ["esbuild.mjs"], { cwd: root, env: process.env });
  const { userData, extensions } = prepareProfile("desktop");
  const isRoot = process.getuid?.() === 0;
  console.log(`Opening VS Code (${executable}) with Token Legend on ${home.title}. Close it, or press Ctrl+C, to end.`);
  const child = spawn(
    executable,
    [
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${extensions}`,
      "--new-window",
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
    { env: home.env, stdio: "ignore" },
  );
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => void child.kill(name));
  await once(child, "exit");
}
