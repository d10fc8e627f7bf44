import { createReadStream, openSync } from "node:fs";
import * as zlib from "node:zlib";
import type { LineParser } from "../../sources/source.ts";
import { addSkips, MAX_LINE_BYTES, NEWLINE, OPEN_AT_ONCE, type ReadPiece, type ReadPosition } from "./readLog.ts";

/** Whether this Node can read `.zst` files: since 22.15. */
export const CAN_READ_ZSTD = typeof zlib.createZstdDecompress === "function";

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
  let held = Buffer.alloc(0);
  const file = createReadStream(path, { fd: openSync(path, OPEN_AT_ONCE) });
  const lines = zlib.createZstdDecompress();
  file.on("error", (error) => lines.destroy(error));
  file.pipe(lines);
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
  try {
    for await (const chunk of lines) {
      // A zlib stream without an encoding gives buffers.
      held = Buffer.concat([held, chunk as Buffer]);
      const linesEnd = held.lastIndexOf(NEWLINE) + 1;
      if (linesEnd > 0) {
        yield parse(held.subarray(0, linesEnd));
        held = held.subarray(linesEnd);
      } else if (held.length > MAX_LINE_BYTES) {
        throw new Error("A line is too long");
      }
    }
    if (held.length > 0) yield parse(held);
  } catch {
    position = { ...position, skipped: addSkips(position.skipped, { malformed: 1 }) };
  } finally {
    file.destroy();
    lines.destroy();
  }
  yield { position: { ...position, offset: size }, records: [], bytes: size };
}
