import { join } from "node:path";
import { parentPort, threadId, workerData } from "node:worker_threads";
import { config } from "@vscode/l10n";
import { LEDGER_FILE_NAME } from "../core/ledgerFile.ts";
import type { FromWorker, ToWorker, WorkerOptions } from "../shared/workerProtocol.ts";
import { MeterService } from "./meterService.ts";
import { openMeter } from "./openMeter.ts";
import { CallSpool } from "./telemetry/callSpool.ts";
import { TelemetryService } from "./telemetry/telemetryService.ts";

/** Entry of the worker thread. The host starts it with `WorkerOptions`; a ledger that cannot be used ends it with the reason. */
const port = parentPort;
if (port === null) throw new Error("The worker is started by the extension host only");

// Set by the host's worker client alone.
const options = workerData as WorkerOptions;
// Before anything is made that tells something.
if (options.texts !== undefined) config({ contents: options.texts });
const post = (message: FromWorker): void => port.postMessage(message);
const meter = openMeter({
  version: options.version,
  home: options.home,
  env: options.env,
  ledgerFile: join(options.ledgerFolder, LEDGER_FILE_NAME),
  extraRoots: options.extraRoots,
  repositories: options.repositories,
  onReached: (reached) => post({ type: "reached", reached }),
});
const spool = new CallSpool({
  ledgerFolder: options.ledgerFolder,
  owner: `${process.pid}-${threadId}`,
  readTo: (source, path) => meter.readTo(source, path),
  clock: Date.now,
});
const telemetry = new TelemetryService({
  settings: options.telemetry,
  ledgerFolder: options.ledgerFolder,
  spool,
  onSpooled: (path) => service.receive({ type: "hint", path }),
  clock: Date.now,
});
const service: MeterService = new MeterService(meter, options.timeZone, post, Date.now, telemetry);

port.on("message", (message: ToWorker) => {
  if (message.type !== "stop") service.receive(message);
  else void service.stop().finally(() => port.close());
});
service.start();
