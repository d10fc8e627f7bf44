import { Worker, type WorkerOptions as ThreadOptions } from "node:worker_threads";

import type { WorkerOptions } from "../shared/workerProtocol.ts";
import type { WorkerPort } from "./workerClient.ts";

/** Room for new objects in the thread: a back-fill takes what it is given, and is no quicker with more. */
const YOUNG_GENERATION_MB = 6;

/** How the thread is started: with what the worker needs and no more memory than it puts to use. */
export function threadOptions(options: WorkerOptions): ThreadOptions {
  return {
    workerData: options,
    // Debugger and other flags of the extension host are not meant for the thread.
    execArgv: [],
    name: "token-legend",
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  };
}

/** Starts the worker thread from its bundle. */
export function startNodeWorker(file: string, options: WorkerOptions): WorkerPort {
  const worker = new Worker(file, threadOptions(options));
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on("message", listener),
    onError: (listener) => void worker.on("error", listener),
    onExit: (listener) => void worker.on("exit", listener),
    terminate: () => void worker.terminate(),
  };
}
