// Usage: node telemetryHost.ts WORKER_FILE HOME LEDGER_FOLDER
// Stands for an extension host with a worker that receives telemetry. Tells its port as a line of JSON; when its standard
// input ends it stops the worker and tells how late the timers of its own thread were meanwhile, as another line.
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { threadOptions } from "../../src/host/nodeWorker.ts";
import type { TelemetryState } from "../../src/shared/telemetryState.ts";
import type { FromWorker, ToWorker } from "../../src/shared/workerProtocol.ts";

/** What the host tells last. */
export interface TelemetryHostCost {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Resident size, with the worker. */
  readonly residentBytes: number;
}

const ASK_EVERY_MS = 50;

async function main(workerFile: string, home: string, ledgerFolder: string): Promise<void> {
  const worker = new Worker(
    workerFile,
    threadOptions({
      version: "0.0.0",
      home,
      env: {},
      ledgerFolder,
      extraRoots: {},
      repositories: false,
      timeZone: "UTC",
      telemetry: { port: 0, requireToken: false },
    }),
  );
  const post = (message: ToWorker): void => worker.postMessage(message);
  let last: TelemetryState | undefined;
  worker.on("message", (message: FromWorker) => {
    // Nothing else is asked for.
    if (message.type === "reply" && message.ok) last = message.result as TelemetryState;
  });
  const listening = (): TelemetryState | undefined => (last?.state === "listening" ? last : undefined);
  for (let id = 1; listening() === undefined; id += 1) {
    post({ type: "request", id, name: "telemetry", argument: null });
    await delay(ASK_EVERY_MS);
  }
  process.stdout.write(`${JSON.stringify({ port: listening()?.port })}\n`);
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  process.stdin.resume();
  await once(process.stdin, "end");
  histogram.disable();
  const cost: TelemetryHostCost = {
    p50Ms: histogram.percentile(50) / 1e6,
    p99Ms: histogram.percentile(99) / 1e6,
    longestMs: histogram.max / 1e6,
    residentBytes: process.memoryUsage.rss(),
  };
  const exited = once(worker, "exit");
  post({ type: "stop" });
  await exited;
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}

const [workerFile, home, ledgerFolder] = process.argv.slice(2);
if (workerFile === undefined || home === undefined || ledgerFolder === undefined) {
  throw new Error("telemetryHost needs a worker file, a home and a folder for the ledger");
}
await main(workerFile, home, ledgerFolder);
