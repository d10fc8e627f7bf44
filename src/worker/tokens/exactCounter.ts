import { BoundedCache } from "./boundedCache.ts";
import type { Ranks } from "./encoding.ts";
import { countMerged } from "./mergePiece.ts";
import { PieceBytes } from "./pieceBytes.ts";
import { plainWordEnd } from "./plainWord.ts";
import { RankTable } from "./rankTable.ts";

/** Longer pieces hardly come twice. */
const LONGEST_CACHED = 64;
/** Pieces in each of two generations. */
const CACHED_PIECES = 32_768;

/**
 * Counts tokens exactly as the encoding's own program does, in n log n steps whatever the text. Names of special tokens,
 * such as `<|endoftext|>`, are text like any other.
 */
export class ExactCounter {
  readonly #pieces: RegExp;
  readonly #table: RankTable;
  readonly #bytes = new PieceBytes();
  /** Pieces that are not one token, which most are. */
  readonly #cache = new BoundedCache(CACHED_PIECES);

  constructor(ranks: Ranks) {
    this.#pieces = new RegExp(ranks.pattern, "uy");
    this.#table = new RankTable(ranks);
  }

  /** How many pieces are remembered, for the test that they are bounded. */
  get cachedPieces(): number {
    return this.#cache.size;
  }

  count(text: string): number {
    const pieces = this.#pieces;
    let tokens = 0;
    let start = 0;
    while (start < text.length) {
      let end = plainWordEnd(text, start);
      if (end < 0) {
        pieces.lastIndex = start;
        // The pattern knows every character, so each piece starts where the last one ended.
        end = pieces.test(text) ? pieces.lastIndex : text.length;
      }
      tokens += this.#countPiece(text, start, end);
      start = end;
    }
    return tokens;
  }

  #countPiece(text: string, start: number, end: number): number {
    const length = this.#bytes.write(text, start, end);
    const { bytes } = this.#bytes;
    if (this.#table.rankOf(bytes, 0, length) >= 0) return 1;
    if (end - start > LONGEST_CACHED) return countMerged(bytes, length, this.#table);
    const piece = text.slice(start, end);
    const known = this.#cache.get(piece);
    if (known !== undefined) return known;
    const tokens = countMerged(bytes, length, this.#table);
    this.#cache.set(copyOf(piece), tokens);
    return tokens;
  }
}

/** The same text in memory of its own: a slice keeps alive the whole text it was cut from. */
function copyOf(piece: string): string {
  return Buffer.from(piece, "utf16le").toString("utf16le");
}
