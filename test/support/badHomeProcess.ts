import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Problem } from "../../src/shared/meterSnapshot.ts";
import type { MeterOptions } from "../../src/worker/meter.ts";
import type { Reading } from "./badHomeReading.ts";

export interface ChildOptions {
  readonly options: MeterOptions;
  /** Gives up root's rights, which no permission of a file withstands. */
  readonly isNobody: boolean;
}

export type ChildCommand =
  /** Scans; on each progress a file is put in another's place or removed. */
  | {
      readonly do: "scan";
      readonly rename?: readonly { readonly from: string; readonly to: string }[];
      readonly remove?: string;
    }
  | { readonly do: "view" }
  /** Takes or renews the lease, as the worker does every second, and looks. */
  | { readonly do: "hold" };

export type Answer =
  | { readonly ok: true; readonly reading: Reading; readonly peakBytes: number }
  | { readonly ok: false; readonly name: string; readonly message: string; readonly problems: readonly Problem[] };

/** A meter in a process of its own: with fewer rights, its own memory, or to be frozen. */
export class MeterProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #errors = "";

  constructor(options: MeterOptions, { isNobody = false, nodeOptions = [] as readonly string[] } = {}) {
    const childOptions: ChildOptions = { options, isNobody };
    const program = join(import.meta.dirname, "badHomeChild.ts");
    this.#child = spawn(process.execPath, [...nodeOptions, program, JSON.stringify(childOptions)]);
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors += text;
    });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    assert.ok(this.#child.pid !== undefined, "The process was started");
    return this.#child.pid;
  }

  async ask(command: ChildCommand): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    const line = await this.#answers.next();
    assert.ok(line.done !== true, `The process ended without an answer: ${this.#errors}`);
    // Written by badHomeChild alone.
    return JSON.parse(line.value) as Answer;
  }

  /** The reading of a scan that has to succeed. */
  async read(command: ChildCommand = { do: "scan" }): Promise<Reading> {
    const answer = await this.ask(command);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.reading;
  }

  /** The failure of a scan that cannot succeed. */
  async fail(command: ChildCommand = { do: "scan" }): Promise<Answer & { readonly ok: false }> {
    const answer = await this.ask(command);
    assert.ok(!answer.ok, JSON.stringify(answer));
    return answer;
  }

  freeze(): void {
    process.kill(this.pid, "SIGSTOP");
  }

  thaw(): void {
    process.kill(this.pid, "SIGCONT");
  }

  /** Ends in order. */
  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended();
  }

  /** Ends at once, also when frozen or blocked. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended();
  }

  async #ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
  }
}
