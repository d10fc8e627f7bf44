import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const SOURCE = resolve(import.meta.dirname, "../../../src/server/main.ts");

/** The board as its own process, on a data folder or a database. */
export class BoardProcess {
  readonly child: ChildProcess;
  #output = "";
  #errors = "";

  constructor(environment: Readonly<Record<string, string>>, command: readonly string[] = [], program = SOURCE) {
    const { PATH = "" } = process.env;
    this.child = spawn(process.execPath, [program, ...command], {
      env: { PATH, BOARD_PORT: "0", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.on("data", (text: Buffer) => {
      this.#output += text.toString();
      this.child.emit("board-output");
    });
    this.child.stderr?.on("data", (text: Buffer) => {
      this.#errors += text.toString();
    });
    this.child.once("close", () => this.child.emit("board-output"));
  }

  /** What it has written so far. */
  get output(): string {
    return this.#output;
  }

  /** Where it listens, once it does. */
  address(): Promise<string> {
    return this.logged(/http:\/\/127\.0\.0\.1:\d+/);
  }

  /** The first match in its log, once there is one. */
  async logged(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found !== null) return found[0];
      assert.ok(this.child.exitCode === null && this.child.signalCode === null, `The board ended: ${this.#errors}`);
      await once(this.child, "board-output");
    }
  }

  /** Exit code and what it said, once it has ended. */
  async end(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly errors: string }> {
    if (signal !== undefined) this.child.kill(signal);
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "close");
    return { code: this.child.exitCode, errors: this.#errors };
  }
}
