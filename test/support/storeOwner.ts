import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * Another process that has a database open and does as it is told. Locks of SQLite are between processes, and closing a file
 * drops all those of its process, so an owner within the test's own process would prove nothing.
 */
export class StoreOwner {
  readonly #child: ChildProcess;

  constructor(path: string) {
    const script = join(import.meta.dirname, "storeOwnerChild.ts");
    this.#child = fork(script, [path], { execArgv: ["--disable-warning=ExperimentalWarning"] });
  }

  /** Runs statements; fails as they do. */
  async run(sql: string): Promise<void> {
    this.#child.send(sql);
    const answer: unknown[] = await once(this.#child, "message");
    if (typeof answer[0] === "string") throw new Error(answer[0]);
  }

  /** Closes the database in good order. */
  async leave(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.disconnect();
    await exit;
  }

  /** Leaves behind whatever a crash leaves. */
  async crash(): Promise<void> {
    const exit = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exit;
  }
}
