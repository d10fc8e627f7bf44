import { Worker, type MessagePort } from "node:worker_threads";
import { boardJobs } from "./boardJobs.ts";
import type { BoardConfig } from "./config.ts";
import { openPostgres } from "./database/openPostgres.ts";
import type { FaultFacts } from "./describeFault.ts";
import { startJobs, type Jobs, type JobWatch } from "./startJobs.ts";

/** Statements of a request are given up much sooner; one that publishes goes through all members, of whom there may be a million. */
const STATEMENT_MS = 10 * 60_000;

/** What the thread tells: how a run of a job has ended, or that its connection to the database broke. */
type Report =
  | { readonly of: "run"; readonly job: string }
  | { readonly of: "failure"; readonly job: string; readonly fault: FaultFacts }
  | { readonly of: "fault" };

/**
 * Has jobs done in a thread of their own, so that no answer waits while sums of thousands of people are worked out or their garbage
 * is collected. If the thread ends by itself so does the process, as it would if they were done in it.
 *
 * @param program calls `workInThread` where it finds itself in such a thread
 */
export function startJobsThread(program: string, watch: JobWatch, onFault: () => void): Jobs {
  const thread = new Worker(program);
  const ended = new Promise<void>((done) => {
    thread.once("exit", () => done());
  });
  let isStopping = false;
  thread.on("message", (report: Report) => {
    if (report.of === "run") watch.onRun(report.job);
    else if (report.of === "failure") watch.onFailure(report.job, report.fault);
    else onFault();
  });
  thread.once("exit", () => {
    if (!isStopping) throw new Error("The thread of the jobs has ended by itself");
  });
  return {
    async stop() {
      isStopping = true;
      thread.postMessage("stop");
      await ended;
    },
  };
}

/** Does the board's jobs until it is told to stop. They come one at a time, so that one connection is enough. */
export function workInThread(port: MessagePort, config: BoardConfig): void {
  const { database } = config;
  if (!("url" in database)) throw new Error("A thread of its own has no way to PGlite");
  const tell = (report: Report): void => port.postMessage(report);
  const opened = openPostgres({
    url: database.url,
    connections: 1,
    statementMs: STATEMENT_MS,
    onFault: () => tell({ of: "fault" }),
  });
  const jobs = startJobs(opened, boardJobs(config), {
    onRun: (job) => tell({ of: "run", job }),
    onFailure: (job, fault) => tell({ of: "failure", job, fault }),
  });
  port.once("message", () => {
    void jobs.stop().then(() => opened.close());
  });
}
