import type { FileChange } from "../ledger/ledgerWriter.ts";

/** A piece of a log ready for the ledger, and how many bytes were read for it. */
export interface IngestedPiece {
  readonly change: FileChange;
  readonly bytes: number;
}
