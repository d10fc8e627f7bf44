import { dumpTimeOf } from "../database/dumpFolder.ts";
import { JobLog } from "../jobLog.ts";

/** Upper bounds of the histogram of request times, in seconds. */
const TIME_BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10];

export interface MetricsOptions {
  readonly jobs?: JobLog;
  /** Folder of the embedded database, which is dumped beside its data. */
  readonly dataFolder?: string | undefined;
}

/** Counts for a monitor, in Prometheus' text form. No label tells of a person. */
export class Metrics {
  readonly #jobs: JobLog;
  readonly #dataFolder: string | undefined;
  readonly #requests = new Map<string, number>();
  readonly #rows = new Map<string, number>();
  readonly #times = TIME_BOUNDS_S.map(() => 0);
  #timeSum = 0;
  #timeCount = 0;

  constructor({ jobs = new JobLog(), dataFolder }: MetricsOptions = {}) {
    this.#jobs = jobs;
    this.#dataFolder = dataFolder;
  }

  /** @param route pattern of the route, never the address that was asked for */
  countRequest(route: string, status: number, seconds: number): void {
    const labels = `route="${route}",status="${status}"`;
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1);
    this.#timeSum += seconds;
    this.#timeCount += 1;
    for (const [i, bound] of TIME_BOUNDS_S.entries()) if (seconds <= bound) this.#times[i] = (this.#times[i] ?? 0) + 1;
  }

  countRows(outcome: "accepted" | "stale" | "refused", rows: number): void {
    this.#rows.set(outcome, (this.#rows.get(outcome) ?? 0) + rows);
  }

  text(waiting: number): string {
    const dumpedMs = this.#dataFolder === undefined ? undefined : dumpTimeOf(this.#dataFolder);
    const lines = [
      "# TYPE board_requests_total counter",
      ...[...this.#requests].map(([labels, n]) => `board_requests_total{${labels}} ${n}`),
      "# TYPE board_rows_total counter",
      ...[...this.#rows].map(([outcome, n]) => `board_rows_total{outcome="${outcome}"} ${n}`),
      "# TYPE board_uploads_waiting gauge",
      `board_uploads_waiting ${waiting}`,
      "# TYPE board_request_seconds histogram",
      ...TIME_BOUNDS_S.map((bound, i) => `board_request_seconds_bucket{le="${bound}"} ${this.#times[i] ?? 0}`),
      `board_request_seconds_bucket{le="+Inf"} ${this.#timeCount}`,
      `board_request_seconds_sum ${this.#timeSum}`,
      `board_request_seconds_count ${this.#timeCount}`,
      "# TYPE board_job_failures_total counter",
      ...this.#jobs.lines().map(({ job, failures }) => `board_job_failures_total{job="${job}"} ${failures}`),
      ...(dumpedMs === undefined
        ? []
        : [
            "# TYPE board_backup_timestamp_seconds gauge",
            `board_backup_timestamp_seconds ${Math.floor(dumpedMs / 1_000)}`,
          ]),
    ];
    return `${lines.join("\n")}\n`;
  }
}
