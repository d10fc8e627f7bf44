import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { HostFolders } from "./hostFolders.ts";
import { runCommand } from "./runCommand.ts";

export interface ServerOptions {
  /** `out/server-main.js` of the prepared server. */
  readonly serverMain: string;
  readonly folders: Pick<HostFolders, "userData" | "serverData" | "extensions">;
  readonly env: NodeJS.ProcessEnv;
  /** 0 takes a free one. */
  readonly port: number;
  /** Secret that a browser must bring; `undefined` where only a test's own browser knows the port. */
  readonly connectionToken: string | undefined;
  /** Lets a page name an extension under development and a test module in its address. */
  readonly testDriver: boolean;
  /** Folder of the extensions that come with VS Code, if not all of them. */
  readonly builtinExtensions?: string;
}

export interface RunningServer {
  readonly port: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** All it has printed so far. */
  output(): string;
  /** Ends the process and waits until it is gone. Safe twice. */
  stop(): Promise<void>;
}

const LISTENING = /Extension host agent listening on (\d+)/;

function serverArgs(options: ServerOptions): readonly string[] {
  return [
    options.serverMain,
    "--host",
    "127.0.0.1",
    "--port",
    String(options.port),
    ...(options.connectionToken === undefined
      ? ["--without-connection-token"]
      : ["--connection-token", options.connectionToken]),
    "--accept-server-license-terms",
    "--telemetry-level",
    "off",
    ...(options.builtinExtensions === undefined ? [] : ["--builtin-extensions-dir", options.builtinExtensions]),
    ...(options.testDriver ? ["--enable-smoke-test-driver", "--force-disable-user-env"] : []),
    "--user-data-dir",
    options.folders.userData,
    "--server-data-dir",
    options.folders.serverData,
    "--extensions-dir",
    options.folders.extensions,
  ];
}

/** Ends the server with everything it has started: extension hosts outlive it by seconds otherwise. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, name);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}

/** Starts VS Code's server and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, serverArgs(options), {
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, to be ended as one.
    detached: process.platform !== "win32",
  });
  // Whatever ends this process, the server does not stay behind.
  const abandon = (): void => {
    signal(child, "SIGKILL");
  };
  process.once("exit", abandon);
  let output = "";
  let hasEnded = false;
  const ended = once(child, "close").then(() => {
    hasEnded = true;
    process.off("exit", abandon);
  });
  const port = await new Promise<number>((done, failed) => {
    const read = (piece: Buffer): void => {
      output += piece.toString();
      const found = LISTENING.exec(output)?.[1];
      if (found !== undefined) done(Number(found));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", failed);
    child.on("close", (code) => {
      failed(new Error(`VS Code's server ended with ${String(code)} before it listened:\n${output.slice(-2000)}`));
    });
  });
  return {
    port,
    ended,
    output: () => output,
    stop: async () => {
      if (hasEnded) return;
      signal(child, "SIGTERM");
      const hard = setTimeout(signal, 5000, child, "SIGKILL");
      await ended;
      clearTimeout(hard);
    },
  };
}

/** Installs a packaged extension into the server's extensions folder. */
export async function installVsix(
  options: Pick<ServerOptions, "serverMain" | "folders" | "env">,
  vsix: string,
): Promise<void> {
  await runCommand(
    process.execPath,
    [
      options.serverMain,
      "--accept-server-license-terms",
      "--install-extension",
      vsix,
      "--force",
      "--user-data-dir",
      options.folders.userData,
      "--server-data-dir",
      options.folders.serverData,
      "--extensions-dir",
      options.folders.extensions,
    ],
    { env: options.env },
  );
}
