import { constants, readSync } from "node:fs";
import type { SkipCounts, SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import type { LineParser, ParserState } from "../../sources/source.ts";

export const NEWLINE = 10;

/** To open for reading: never waits, as opening a FIFO would do. Windows has neither FIFOs nor the flag. */
export const OPEN_AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;

/** Where reading stands in a log, between two pieces. */
export interface ReadPosition {
  readonly offset: number;
  readonly state: ParserState;
  /** Records and skipped lines from the start to `offset`. */
  readonly records: number;
  readonly skipped: SkipCounts;
}

export interface ReadPiece {
  readonly position: ReadPosition;
  readonly records: readonly UsageRecord[];
  readonly bytes: number;
}

/** Longest line that is looked at. Longer ones are skipped and counted: no usage record comes near it. */
export const MAX_LINE_BYTES = 32 * 1024 * 1024;

const PIECE_BYTES = 1024 * 1024;

/**
 * A buffer to read logs with, one for all of them: back-fill takes the memory of one piece, however large the home.
 * It grows for a long line and shrinks back after it.
 */
export class ReadBuffer {
  bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);

  /** Makes room for a longer line; answers whether there may be more room. */
  grow(): boolean {
    if (this.bytes.length >= MAX_LINE_BYTES) return false;
    const larger = Buffer.allocUnsafeSlow(this.bytes.length * 2);
    this.bytes.copy(larger);
    this.bytes = larger;
    return true;
  }

  shrink(): void {
    if (this.bytes.length > PIECE_BYTES) this.bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
  }
}

/**
 * Reads whole lines from an open log up to `end`, in pieces of about a megabyte. Never passes the last newline: what
 * follows it is read as well, in case it is a whole record that only lacks its newline, but the position stays before it.
 */
export function* readLog(
  descriptor: number,
  parser: LineParser,
  from: ReadPosition,
  end: number,
  buffer: ReadBuffer,
): Generator<ReadPiece, void, undefined> {
  let position = from;
  let held = 0;
  let readTo = from.offset;
  try {
    while (readTo < end) {
      const wanted = Math.min(buffer.bytes.length - held, end - readTo);
      const got = readSync(descriptor, buffer.bytes, held, wanted, readTo);
      // Shorter than it was a moment ago: the next sweep finds out why.
      if (got === 0) return;
      readTo += got;
      const filled = held + got;
      const lastNewline = buffer.bytes.subarray(held, filled).lastIndexOf(NEWLINE);
      if (lastNewline < 0) {
        held = filled;
        if (filled < buffer.bytes.length || buffer.grow()) continue;
        const lineEnd = findLineEnd(descriptor, readTo, end, buffer.bytes);
        // Not ended yet: it stays unread until it is.
        if (lineEnd === undefined) return;
        position = { ...position, offset: lineEnd, skipped: addSkips(position.skipped, { "line-too-long": 1 }) };
        yield { position, records: [], bytes: lineEnd - readTo + got };
        readTo = lineEnd;
        held = 0;
        continue;
      }
      const linesEnd = held + lastNewline + 1;
      const parsed = parser.parse(position.state, buffer.bytes.subarray(0, linesEnd));
      position = {
        offset: position.offset + linesEnd,
        state: parsed.state,
        records: position.records + parsed.records.length,
        skipped: addSkips(position.skipped, parsed.skipped),
      };
      buffer.bytes.copyWithin(0, linesEnd, filled);
      held = filled - linesEnd;
      yield { position, records: parsed.records, bytes: got };
    }
    if (held > 0) {
      const unfinished = parser.parse(position.state, buffer.bytes.subarray(0, held));
      yield { position, records: unfinished.records, bytes: 0 };
    }
  } finally {
    buffer.shrink();
  }
}

/** Offset behind the next newline at or after `from`; `undefined` where there is none before `end`. */
function findLineEnd(descriptor: number, from: number, end: number, scratch: Buffer): number | undefined {
  let offset = from;
  while (offset < end) {
    const got = readSync(descriptor, scratch, 0, Math.min(scratch.length, end - offset), offset);
    if (got === 0) return undefined;
    const newline = scratch.subarray(0, got).indexOf(NEWLINE);
    if (newline >= 0) return offset + newline + 1;
    offset += got;
  }
  return undefined;
}

export function addSkips(sum: SkipCounts, more: SkipCounts): SkipCounts {
  const total: { [Reason in SkipReason]?: number } = { ...sum };
  // The keys are those of SkipCounts, by its type.
  for (const reason of Object.keys(more) as SkipReason[]) total[reason] = (total[reason] ?? 0) + (more[reason] ?? 0);
  return total;
}
