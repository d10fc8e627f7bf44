import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import type { ScanProcessOptions } from "./killedScanChild.ts";

/** Bundles the script of scanning processes, so that they start quickly; answers its path in the folder. */
export async function bundleScanProcess(folder: string): Promise<string> {
  const script = join(folder, "scanProcess.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "killedScanChild.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    // The texts' library is CommonJS, and requires parts of Node.
    banner: {
      js: 'import * as nodeModule from "node:module"; const require = nodeModule.createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  return script;
}

/** A process that scans, and what it told so far. */
export class ScanProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #told = "";
  #errors = "";

  constructor(script: string, options: ScanProcessOptions) {
    const child = spawn(process.execPath, ["--no-warnings", script, JSON.stringify(options)], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    this.#ended = once(child, "close");
    child.stdout.setEncoding("latin1").on("data", (text: string) => {
      this.#told += text;
      child.emit("told");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors += text;
    });
  }

  get told(): string {
    return this.#told;
  }

  get errors(): string {
    return this.#errors;
  }

  /** Waits until it tells something that was not told yet, or ends. */
  async nextTold(isEnough: (told: string) => boolean): Promise<void> {
    const ended = this.#ended.then(() => "ended");
    while (!isEnough(this.#told)) {
      if ((await Promise.race([once(this.#child, "told"), ended])) === "ended") return;
    }
  }

  kill(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    this.#child.kill(signal);
  }

  /** Lets an endless one end after one more scan. */
  finish(): void {
    this.#child.stdin?.end();
  }

  /** How it ended: by which signal, or with which code. */
  async end(): Promise<string> {
    await this.#ended;
    return this.#child.signalCode ?? String(this.#child.exitCode);
  }

  /** Where it was when it was killed, as far as it could tell. */
  get struckIn(): "commit" | "transaction" | "between" {
    const last = /[(c)](?=[wf]*$)/.exec(this.#told)?.[0];
    if (last === "c") return "commit";
    return last === "(" ? "transaction" : "between";
  }
}
