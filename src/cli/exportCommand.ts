import { resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { formatQuantity } from "../core/format.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";
import type { ExportPiece, Meter } from "../worker/meter.ts";
import { WholeFile } from "../worker/wholeFile.ts";
import { EXIT } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import { scanLogs, tellDoubts } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";
import { untilToldToEnd } from "./untilToldToEnd.ts";

export async function runExport(
  meter: Meter,
  format: ExportFormat,
  out: string | undefined,
  { stdout, stderr, workingFolder, signals }: Surroundings,
): Promise<ExitCode> {
  tellDoubts(meter, await scanLogs(meter, stderr), stderr);
  const pieces = meter.exportEvents(format);
  if (out === undefined) {
    for (const { text } of pieces) {
      // Nobody reads any more.
      if (stdout.isClosed()) break;
      stdout.write(text);
    }
  } else {
    const path = resolve(workingFolder, out);
    const { calls, rows } = await untilToldToEnd(signals, (ended) => writeFile(path, pieces, ended));
    stderr.write(`Wrote ${formatQuantity(calls, "call")} in ${formatQuantity(rows, "row")} to ${out}.\n`);
  }
  return EXIT.ok;
}

type Written = Pick<ExportPiece, "rows" | "calls">;

/** Answers how much it wrote; leaves nothing behind where it cannot, or is ended. */
async function writeFile(path: string, pieces: Iterable<ExportPiece>, ended: AbortSignal): Promise<Written> {
  const file = new WholeFile(path);
  try {
    let written: Written = { rows: 0, calls: 0 };
    for (const { text, rows, calls } of pieces) {
      file.write(text);
      written = { rows: written.rows + rows, calls: written.calls + calls };
      // Signals arrive between turns only.
      await nextTurn();
      ended.throwIfAborted();
    }
    file.keep();
    return written;
  } catch (error) {
    file.discard();
    throw error;
  }
}
