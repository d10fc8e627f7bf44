import { formatBytes, formatCount, formatPercent } from "../core/format.ts";
import type { ScanProgress } from "../shared/meterSnapshot.ts";
import type { Meter, ScanOutcome } from "../worker/meter.ts";
import { blamingLedger } from "./exitCode.ts";
import type { Output } from "./output.ts";

/** Brings the ledger up to date; shows progress on a terminal and says where the figures may be behind. */
export async function scanLogs(meter: Meter, stderr: Output, how: "new" | "all" = "new"): Promise<ScanOutcome> {
  const progress = stderr.columns === undefined ? undefined : new ProgressLine(stderr, stderr.columns);
  const onProgress = progress && ((state: ScanProgress): void => progress.show(state));
  try {
    // A fault of a log is never one of the scan.
    return await blamingLedger(() => (how === "all" ? meter.rescan(onProgress) : meter.scan(onProgress)));
  } finally {
    progress?.clear();
  }
}

/** Says where figures may be behind, and what is wrong with the ledger and the logs. */
export function tellDoubts(meter: Meter, outcome: ScanOutcome, stderr: Output): void {
  tellBehind(outcome, stderr);
  for (const { message } of meter.problems()) stderr.write(`${message}\n`);
}

/** Says where figures may be behind. */
export function tellBehind(outcome: ScanOutcome, stderr: Output): void {
  const behind = behindText(outcome);
  if (behind !== undefined) stderr.write(`${behind}\n`);
}

/** Why the ledger may lack what is newest in the logs; `undefined` where it does not. */
function behindText(outcome: ScanOutcome): string | undefined {
  switch (outcome.by) {
    case "this-process":
    case "followed":
      return undefined;
    case "read-only":
      return "What is new in the logs was not read, as the ledger could not be added to.";
    case "stale":
      return "Another Token Legend process is reading the logs and did not answer in time. Figures may be behind; try again in a moment.";
  }
}

const CLEAR_LINE = "\r\u{1b}[2K";

class ProgressLine {
  readonly #output: Output;
  readonly #columns: number;

  constructor(output: Output, columns: number) {
    this.#output = output;
    this.#columns = columns;
  }

  show({ doneBytes, totalBytes, doneFiles, totalFiles }: ScanProgress): void {
    const share = totalBytes === 0 ? "" : ` ${formatPercent(doneBytes / totalBytes)}`;
    const files = `${formatCount(doneFiles)} of ${formatCount(totalFiles)} files`;
    const text = `Reading logs${share}: ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}, ${files}`;
    // A line that wraps could not be cleared.
    this.#output.write(CLEAR_LINE + text.slice(0, this.#columns - 1));
  }

  clear(): void {
    this.#output.write(CLEAR_LINE);
  }
}
