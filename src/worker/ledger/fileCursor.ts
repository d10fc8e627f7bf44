import type { SkipCounts } from "../../core/usageRecord.ts";
import type { ParserState } from "../../sources/source.ts";

/** How far a log has been read, and how to tell whether it is still the same log. */
export interface FileCursor {
  readonly sourceId: string;
  readonly path: string;
  /** Which of the source's formats the file was read as. */
  readonly format: string;
  /** Device and inode. */
  readonly identity: string;
  readonly size: number;
  readonly mtimeMs: number;
  /**
   * Bytes read: of lines always just behind a newline, except at the end of a compressed log; of a document or a store all
   * or nothing.
   */
  readonly offset: number;
  readonly fingerprint: string;
  /** Parser state at `offset`. */
  readonly state: ParserState;
  readonly parserVersion: number;
  /** Records read from the start to `offset`, copies included. */
  readonly records: number;
  readonly skipped: SkipCounts;
}
