import type { AdminView } from "../shared/board/adminView.ts";

type JobLine = NonNullable<AdminView["operation"]>["jobs"][number];

/** When each job of this process last ran, and how often it has failed since the start. */
export class JobLog {
  readonly #lines = new Map<string, JobLine>();

  noteRun(job: string, atMs: number): void {
    this.#lines.set(job, { job, lastRunAt: atMs, failures: this.#lines.get(job)?.failures ?? 0 });
  }

  noteFailure(job: string): void {
    const line = this.#lines.get(job);
    this.#lines.set(job, { ...line, job, failures: (line?.failures ?? 0) + 1 });
  }

  lines(): readonly JobLine[] {
    return [...this.#lines.values()];
  }
}
