// Run by the benchmark in a process of its own: a main thread that does nothing but what an extension host does for the
// worker, so that what the worker costs its host can be seen. Arguments: worker file, home, ledger folder, log to grow.
import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay, type Histogram } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { threadOptions } from "../../src/host/nodeWorker.ts";
import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";
import type { FromWorker, ToWorker, WorkerOptions } from "../../src/shared/workerProtocol.ts";
import type { HostCost, ThreadDelay } from "./measureWorker.ts";

const APPENDS = 11;
/** Long enough for a few thousand samples of an idle thread, to compare with. */
const IDLE_MS = 3000;

async function measure(workerFile: string, home: string, ledgerFolder: string, log: string): Promise<HostCost> {
  const workerData: WorkerOptions = {
    version: "0.0.0",
    home,
    env: {},
    ledgerFolder,
    extraRoots: {},
    repositories: false,
    timeZone: "UTC",
  };
  const restBytes = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setTimeout(IDLE_MS);
  const idle = delayOf(delay);
  delay.reset();
  const startMs = performance.now();
  const worker = new Worker(workerFile, threadOptions(workerData));
  const snapshots = new Snapshots(worker);
  const filled = await snapshots.until(
    (snapshot) => snapshot.sweptAtMs !== undefined && snapshot.scanning === undefined,
  );
  const backFillMs = performance.now() - startMs;
  const filling = delayOf(delay);
  delay.disable();

  const appendMs: number[] = [];
  let calls = filled.last30Days.calls;
  for (let number = 1; number <= APPENDS; number += 1) {
    const before = performance.now();
    appendFileSync(log, assistantLine(number));
    send(worker, { type: "hint", path: log });
    const seen = await snapshots.until((snapshot) => snapshot.last30Days.calls > calls);
    appendMs.push(performance.now() - before);
    calls = seen.last30Days.calls;
  }
  const afterBytes = process.memoryUsage.rss();
  const exited = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  send(worker, { type: "stop" });
  await exited;
  return {
    backFillMs,
    idle,
    filling,
    appendMs,
    restBytes,
    afterBytes,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function delayOf(histogram: Histogram): ThreadDelay {
  return { p99Ms: histogram.percentile(99) / 1e6, longestMs: histogram.max / 1e6 };
}

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** Waits for the worker to show something, however many snapshots that takes. */
class Snapshots {
  #latest: MeterSnapshot | undefined;
  #wake: () => void = () => undefined;
  #failure: Error | undefined;

  constructor(worker: Worker) {
    worker.on("message", (message: FromWorker) => {
      if (message.type !== "snapshot") return;
      this.#latest = message.snapshot;
      this.#wake();
    });
    worker.on("error", (error) => {
      this.#failure = new Error("the worker failed", { cause: error });
      this.#wake();
    });
  }

  async until(isWanted: (snapshot: MeterSnapshot) => boolean): Promise<MeterSnapshot> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#latest !== undefined && isWanted(this.#latest)) return this.#latest;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

function assistantLine(number: number): string {
  const usage = { input_tokens: 5, cache_read_input_tokens: 1000, cache_creation_input_tokens: 0, output_tokens: 50 };
  const message = { id: `msg_bench_${number}`, type: "message", role: "assistant", model: "claude-opus-5", usage };
  const ids = { sessionId: "bench", requestId: `req_bench_${number}`, uuid: `bench-${number}` };
  const line = { type: "assistant", ...ids, cwd: "/home/ann/bench", timestamp: new Date().toISOString(), message };
  return `${JSON.stringify(line)}\n`;
}

const [workerFile, home, ledgerFolder, log] = process.argv.slice(2);
if (workerFile === undefined || home === undefined || ledgerFolder === undefined || log === undefined) {
  throw new Error("hostLike needs the worker file, a home, a ledger folder and a log to grow");
}
const cost = await measure(workerFile, home, ledgerFolder, log);
process.stdout.write(JSON.stringify(cost));
