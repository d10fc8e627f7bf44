import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Ranks } from "./encoding.ts";

/** The file's first line. */
interface Header {
  readonly pattern: string;
  readonly tokens: number;
}

const NEWLINE = 0x0a;

/** Rank table as the build ships it: a line of JSON, the length of each token in a byte, the bytes of all; compressed. */
export function packRanks({ pattern, bytes, starts }: Ranks): Buffer {
  const lengths = new Uint8Array(starts.length - 1);
  for (let rank = 0; rank < lengths.length; rank += 1) lengths[rank] = (starts[rank + 1] ?? 0) - (starts[rank] ?? 0);
  const header: Header = { pattern, tokens: lengths.length };
  const plain = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), lengths, bytes]);
  return brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
}

/** @throws Error where the file is not one that `packRanks` has made */
export function unpackRanks(packed: Uint8Array): Ranks {
  const plain = brotliDecompressSync(packed);
  const lengthsStart = plain.indexOf(NEWLINE) + 1;
  const { pattern, tokens } = readHeader(plain.toString("utf8", 0, lengthsStart));
  const bytes = plain.subarray(lengthsStart + tokens);
  const starts = new Uint32Array(tokens + 1);
  let end = 0;
  for (let rank = 0; rank < tokens; rank += 1) {
    end += plain[lengthsStart + rank] ?? 0;
    starts[rank + 1] = end;
  }
  if (end !== bytes.length) throw new Error("The rank table is not whole.");
  return { pattern, bytes, starts };
}

function readHeader(line: string): Header {
  const header: unknown = JSON.parse(line);
  if (typeof header !== "object" || header === null) throw new Error("The rank table has no header.");
  const pattern: unknown = Reflect.get(header, "pattern");
  const tokens: unknown = Reflect.get(header, "tokens");
  if (typeof pattern !== "string" || typeof tokens !== "number") throw new Error("The rank table has no header.");
  return { pattern, tokens };
}
