import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import type { TelemetryHostCost } from "./telemetryHost.ts";

/** Bundles the worker as it is in the source now; answers its path in the folder. */
export async function bundleWorker(folder: string): Promise<string> {
  const outfile = join(folder, "worker.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../../src/worker/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  return outfile;
}

/** A process with a worker that receives telemetry. */
export class TelemetryProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(workerFile: string, home: string, ledgerFolder: string) {
    const script = join(import.meta.dirname, "telemetryHost.ts");
    const child = spawn(process.execPath, ["--no-warnings", script, workerFile, home, ledgerFolder], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  async port(): Promise<number> {
    return ((await this.#next()) as { readonly port: number }).port;
  }

  /** Ends it in order. */
  async stop(): Promise<TelemetryHostCost> {
    this.#child.stdin?.end();
    return (await this.#next()) as TelemetryHostCost;
  }

  async kill(): Promise<void> {
    const closed = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await closed;
  }

  async #next(): Promise<unknown> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error("The process ended early");
    return JSON.parse(line.value) as unknown;
  }
}
