import { resolve } from "node:path";
import { formatCount } from "../core/format.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";
import type { Meter } from "../worker/meter.ts";
import { writeWholeFile } from "../worker/writeWholeFile.ts";
import { EXIT } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import { scanLogs, tellDoubts } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";

export async function runExport(
  meter: Meter,
  format: ExportFormat,
  out: string | undefined,
  { stdout, stderr, workingFolder }: Surroundings,
): Promise<ExitCode> {
  tellDoubts(meter, await scanLogs(meter, stderr), stderr);
  if (out === undefined) {
    exportTo(stdout);
  } else {
    const calls = writeWholeFile(resolve(workingFolder, out), (write) => meter.exportEvents(format, write));
    stderr.write(`Wrote ${formatCount(calls)} calls to ${out}.\n`);
  }
  return EXIT.ok;

  function exportTo(output: Surroundings["stdout"]): void {
    try {
      meter.exportEvents(format, (piece) => {
        if (output.isClosed()) throw new ReaderGone();
        output.write(piece);
      });
    } catch (error) {
      if (!(error instanceof ReaderGone)) throw error;
    }
  }
}

/** Ends an export that nobody reads any more. */
class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}
