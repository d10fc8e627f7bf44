import * as zlib from "node:zlib";

/** Far beyond any event or transcript; a few bytes could otherwise unpack to all memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Content of a Zstandard frame; `undefined` where it is damaged, or this Node (before 22.15) cannot read it. */
export function unpack(packed: Uint8Array): Buffer | undefined {
  if (typeof zlib.zstdDecompressSync !== "function") return undefined;
  try {
    return zlib.zstdDecompressSync(packed, { maxOutputLength: MAX_BYTES });
  } catch {
    // Whatever is wrong with it: the caller counts it.
    return undefined;
  }
}
