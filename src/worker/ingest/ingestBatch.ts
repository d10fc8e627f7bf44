import type { ScanProgress } from "../../shared/meterSnapshot.ts";
import type { LedgerWriter, SortedChange } from "../ledger/ledgerWriter.ts";
import { sortRecords } from "../ledger/sortRecords.ts";
import type { IngestedPiece } from "./ingestedPiece.ts";

/** What is gathered before the first batch is written: little, so that today's figures are there soon. */
const FIRST_RECORDS = 3_000;
const FIRST_BYTES = 32 * 1024 * 1024;
/**
 * Each batch may be twice as large as the last one, up to so many times the first: transactions are rare then, of which
 * each writes most pages of the indexes anew, and memory stays flat.
 */
const LARGEST = 8;
/** What is read between two pauses. */
const PAUSE_BYTES = 32 * 1024 * 1024;

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
  #changes: SortedChange[] = [];
  #records = 0;
  #unwrittenBytes = 0;
  #bytesAtPause = 0;
  /** How many times the first batch this one may be. */
  #scale = 1;
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
    this.#changes.push({ cursor: change.cursor, records: sortRecords(change.records, this.#tools.clock()) });
    this.#records += change.records.length;
    this.#unwrittenBytes += bytes;
    this.bytes += bytes;
    const isFull = this.#records >= FIRST_RECORDS * this.#scale || this.#unwrittenBytes >= FIRST_BYTES * this.#scale;
    if (isFull) this.#commit();
    if (isFull || this.bytes - this.#bytesAtPause >= PAUSE_BYTES) await this.#pause();
  }

  endFile(): void {
    this.#doneFiles += 1;
  }

  /** Writes the rest and tells that the scan is at its end. */
  async end(): Promise<void> {
    if (this.#changes.length === 0) return;
    this.#commit();
    await this.#pause();
  }

  #commit(): void {
    this.newCalls += this.#tools.writer.commit(this.#changes, this.#tools.clock());
    this.#changes = [];
    this.#records = 0;
    this.#unwrittenBytes = 0;
    this.#scale = Math.min(this.#scale * 2, LARGEST);
  }

  /** Tells how far the scan is and lets the thread do something else for a moment. */
  async #pause(): Promise<void> {
    this.#bytesAtPause = this.bytes;
    this.#tools.onProgress({ ...this.#plan, doneBytes: this.bytes, doneFiles: this.#doneFiles });
    await this.#tools.pause();
  }
}
