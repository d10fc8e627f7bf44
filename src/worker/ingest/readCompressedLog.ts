import { createReadStream, openSync } from "node:fs";
import * as zlib from "node:zlib";
import type { SkipReason } from "../../core/usageRecord.ts";
import type { LineParser } from "../../sources/source.ts";
import { addSkips, MAX_LINE_BYTES, NEWLINE, OPEN_AT_ONCE, type ReadPiece, type ReadPosition } from "./readLog.ts";

/** Whether this Node can read `.zst` files: since 22.15. */
export const CAN_READ_ZSTD = typeof zlib.createZstdDecompress === "function";

/** Sixteen times a stream's default: each chunk crosses threads, which costs more than reading it. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a Zstandard-compressed log from its start. The position moves only with the last piece, to `size`: a compressed
 * log does not grow, and one that was read in part is read again. Damage ends the reading and is counted as malformed.
 */
export async function* readCompressedLog(
  path: string,
  parser: LineParser,
  from: ReadPosition,
  size: number,
): AsyncGenerator<ReadPiece, void, undefined> {
  let position = from;
  /** The line that has begun, in pieces; nothing of one that is too long. */
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isTooLong = false;
  const parse = (bytes: Buffer): ReadPiece => {
    const parsed = parser.parse(position.state, bytes);
    position = {
      offset: from.offset,
      state: parsed.state,
      records: position.records + parsed.records.length,
      skipped: addSkips(position.skipped, parsed.skipped),
    };
    return { position: from, records: parsed.records, bytes: 0 };
  };
  const skip = (reason: SkipReason): void => {
    position = { ...position, skipped: addSkips(position.skipped, { [reason]: 1 }) };
  };
  const hold = (bytes: Buffer): void => {
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes <= MAX_LINE_BYTES) return;
    skip("line-too-long");
    isTooLong = true;
    held = [];
    heldBytes = 0;
  };
  const release = (): Buffer => {
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return bytes;
  };
  try {
    for await (const chunk of decompressed(path, size)) {
      let bytes = chunk;
      if (isTooLong) {
        const lineEnd = bytes.indexOf(NEWLINE) + 1;
        if (lineEnd === 0) continue;
        bytes = bytes.subarray(lineEnd);
        isTooLong = false;
      }
      const linesEnd = bytes.lastIndexOf(NEWLINE) + 1;
      if (linesEnd > 0) {
        held.push(bytes.subarray(0, linesEnd));
        yield parse(release());
      }
      hold(bytes.subarray(linesEnd));
    }
    if (heldBytes > 0) yield parse(release());
  } catch {
    skip("malformed");
  }
  yield { position: { ...position, offset: size }, records: [], bytes: size };
}

/** Content of every frame of a compressed file: Node's decompression ends with the first one. */
async function* decompressed(path: string, size: number): AsyncGenerator<Buffer, void, undefined> {
  for (let start = 0; start < size;) {
    const file = createReadStream(path, { fd: openSync(path, OPEN_AT_ONCE), start, highWaterMark: CHUNK_BYTES });
    const lines = zlib.createZstdDecompress({ chunkSize: CHUNK_BYTES });
    file.on("error", (error) => lines.destroy(error));
    file.pipe(lines);
    try {
      // A zlib stream without an encoding gives buffers.
      for await (const chunk of lines) yield chunk as Buffer;
    } finally {
      file.destroy();
      lines.destroy();
    }
    // Shorter than it was a moment ago: the next sweep finds out why.
    if (lines.bytesWritten === 0) return;
    start += lines.bytesWritten;
  }
}
