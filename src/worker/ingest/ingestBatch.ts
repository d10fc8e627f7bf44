import type { ScanProgress } from "../../shared/meterSnapshot.ts";
import type { FileChange, LedgerWriter } from "../ledger/ledgerWriter.ts";
import type { IngestedPiece } from "./ingestedPiece.ts";

/** What is gathered before it is written: enough to make transactions rare, little enough to keep memory flat. */
const BATCH_RECORDS = 3_000;
const BATCH_BYTES = 64 * 1024 * 1024;

export interface IngestTools {
  readonly writer: LedgerWriter;
  readonly clock: () => number;
  /** Lets the thread do something else for a moment: answer a request, say. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** Gathers pieces of logs and writes them to the ledger many at a time. */
export class IngestBatch {
  readonly #tools: IngestTools;
  readonly #plan: Pick<ScanProgress, "totalBytes" | "totalFiles">;
  #changes: FileChange[] = [];
  #records = 0;
  #unwrittenBytes = 0;
  #doneFiles = 0;
  /** Read so far. */
  bytes = 0;
  /** Calls written so far that were not known. */
  newCalls = 0;

  constructor(tools: IngestTools, plan: Pick<ScanProgress, "totalBytes" | "totalFiles">) {
    this.#tools = tools;
    this.#plan = plan;
  }

  async add({ change, bytes }: IngestedPiece): Promise<void> {
    this.#changes.push(change);
    this.#records += change.records.length;
    this.#unwrittenBytes += bytes;
    this.bytes += bytes;
    if (this.#records >= BATCH_RECORDS || this.#unwrittenBytes >= BATCH_BYTES) await this.commit();
  }

  endFile(): void {
    this.#doneFiles += 1;
  }

  /** Writes what was gathered, tells how far the scan is and lets the thread do something else for a moment. */
  async commit(): Promise<void> {
    if (this.#changes.length === 0) return;
    this.newCalls += this.#tools.writer.commit(this.#changes, this.#tools.clock());
    this.#changes = [];
    this.#records = 0;
    this.#unwrittenBytes = 0;
    this.#tools.onProgress({ ...this.#plan, doneBytes: this.bytes, doneFiles: this.#doneFiles });
    await this.#tools.pause();
  }
}
