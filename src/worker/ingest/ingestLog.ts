import type { FileCursor } from "../ledger/fileCursor.ts";
import type { FoundLog } from "./findLogs.ts";
import type { IngestedPiece } from "./ingestedPiece.ts";
import { ingestDocument } from "./ingestDocument.ts";
import { ingestLines } from "./ingestLines.ts";
import { ingestStore } from "./ingestStore.ts";
import type { IngestLogTools } from "./ingestLogTools.ts";

/**
 * Reads what is new in a log since `cursor`; all of it where there is none or the log is another one by now. Reading it ends
 * with the file system's error or a StoreFault where the log cannot be read.
 */
export function ingestLog(
  log: FoundLog,
  cursor: FileCursor | undefined,
  tools: IngestLogTools,
): AsyncIterable<IngestedPiece> | Iterable<IngestedPiece> {
  const { format } = log;
  switch (format.kind) {
    case "lines":
      return ingestLines(log, format, cursor, tools);
    case "document":
      return ingestDocument(log, format, cursor, tools);
    case "store":
      return ingestStore(log, format, cursor, tools);
  }
}
