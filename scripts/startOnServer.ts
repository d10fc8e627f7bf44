import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./stages.ts";
import { type StartHome, prepareProfile } from "./startHome.ts";
import { findProgram } from "../test/support/vscodeHost/findProgram.ts";
import { runCommand } from "../test/support/vscodeHost/runCommand.ts";
import { installVsix, startServer } from "../test/support/vscodeHost/serverProcess.ts";
import { prepareServer } from "../test/support/vscodeHost/serverRelease.ts";
import { workbenchUrl } from "../test/support/vscodeHost/workbenchUrl.ts";

/** Packs the extension as a user would install it. */
async function packVsix(): Promise<string> {
  const vsix = join(root, ".cache/start/token-legend.vsix");
  mkdirSync(join(root, ".cache/start"), { recursive: true });
  const vsce = [
    join(root, "node_modules/@vscode/vsce/vsce"),
    "package",
    "--no-dependencies",
    "--readme-path",
    "dist/README.md",
  ];
  const flags = ["--allow-missing-repository", "--no-rewrite-relative-links", "--out", vsix];
  await runCommand(process.execPath, [...vsce, ...flags], { cwd: root, env: process.env });
  return vsix;
}

/** Opens an address in the user's browser, if there is a screen and a program for it. Says whether it tried. */
function openBrowser(url: string): boolean {
  const { platform, env } = process;
  const hasScreen = platform !== "linux" || env["DISPLAY"] !== undefined || env["WAYLAND_DISPLAY"] !== undefined;
  const names = platform === "darwin" ? ["open"] : platform === "win32" ? ["explorer"] : ["xdg-open"];
  const opener = hasScreen ? findProgram(names) : undefined;
  if (opener === undefined) return false;
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  // The address is printed as well: without a browser the user opens it by hand.
  child.on("error", () => undefined);
  child.unref();
  return true;
}

async function untilStopped(ended: Promise<void>): Promise<"signal" | "ended"> {
  const signalled = new Promise<"signal">((done) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(name, () => {
        done("signal");
      });
    }
  });
  return Promise.race([signalled, ended.then(() => "ended" as const)]);
}

/** Runs VS Code's server with the packed extension until Ctrl+C, and opens it in a browser. */
export async function startOnServer(
  home: StartHome,
  options: { readonly port: number; readonly open: boolean },
): Promise<void> {
  const log = (line: string): void => {
    console.log(line);
  };
  const serverMain = await prepareServer(log);
  log("Building and packing Token Legend ...");
  const vsix = await packVsix();
  const folders = prepareProfile("server");
  log("Starting VS Code's server ...");
  await installVsix({ serverMain, folders, env: home.env }, vsix);
  // Other users of this machine can reach the port too; only who knows the token gets in.
  const connectionToken = randomBytes(16).toString("hex");
  const server = await startServer({
    serverMain,
    folders,
    env: home.env,
    port: options.port,
    connectionToken,
    testDriver: false,
  });
  const url = workbenchUrl({ port: server.port, folder: root, connectionToken });
  log(`\nVS Code with Token Legend on ${home.title}, on port ${server.port} of this machine:\n\n  ${url}\n`);
  if (options.open && openBrowser(url)) log("It opens in your browser.");
  log("The meter is in the status bar at the bottom. Ctrl+C ends it.");
  const why = await untilStopped(server.ended);
  await server.stop();
  if (why === "ended") throw new Error(`VS Code's server has ended:\n${server.output().slice(-2000)}`);
  log("Ended.");
}
