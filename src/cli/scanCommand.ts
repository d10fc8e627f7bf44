import { formatBytes, formatCount, formatDuration } from "../core/format.ts";
import type { Meter, ScanOutcome } from "../worker/meter.ts";
import { EXIT } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import { scanLogs, tellDoubts } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";

export async function runScan(meter: Meter, all: boolean, { stdout, stderr }: Surroundings): Promise<ExitCode> {
  const outcome = await scanLogs(meter, stderr, all ? "all" : "new");
  tellDoubts(meter, outcome, stderr);
  switch (outcome.by) {
    case "this-process":
      stdout.write(`${outcomeText(outcome)}\n`);
      return EXIT.ok;
    case "followed":
      stdout.write("The Token Legend process that holds the ledger has read what is new.\n");
      return EXIT.ok;
    case "stale":
      return EXIT.failure;
    case "read-only":
      return EXIT.ledger;
  }
}

function outcomeText({ files, changedFiles, bytes, newCalls, milliseconds }: ScanOutcome): string {
  const logs = `${formatCount(changedFiles)} of ${formatCount(files)} logs had changed`;
  return `${logs}: ${formatBytes(bytes)} read in ${formatDuration(milliseconds)}, new calls: ${formatCount(newCalls)}.`;
}
