import { MinHeap } from "./minHeap.ts";
import type { RankTable } from "./rankTable.ts";

/** Up to this many bytes, looking through all pairs for the best is quicker than keeping a heap of them. */
const SCAN_UP_TO_BYTES = 96;
/** Rank and position in one number: lowest rank first, then leftmost, as the encoding demands. Positions stay below. */
const RANK_UNIT = 2 ** 32;

const NO_PAIR = -1;

/**
 * Merges the bytes of a piece pair by pair, always the pair with the lowest rank and of those the leftmost, until no two
 * neighbours are a token together.
 * @returns how many tokens are left
 */
export function countMerged(bytes: Uint8Array, length: number, table: RankTable): number {
  return length <= SCAN_UP_TO_BYTES ? countByScan(bytes, length, table) : countByHeap(bytes, length, table);
}

function countByScan(bytes: Uint8Array, length: number, table: RankTable): number {
  /** Where each part starts, and at the end where the last one ends. */
  const starts: number[] = [];
  /** Rank of each part joined with the next. */
  const ranks: number[] = [];
  for (let at = 0; at <= length; at += 1) starts.push(at);
  for (let at = 0; at + 1 < length; at += 1) ranks.push(table.rankOf(bytes, at, at + 2));
  const rankAt = (part: number): number => {
    const end = starts[part + 2];
    return end === undefined ? NO_PAIR : table.rankOf(bytes, starts[part] ?? 0, end);
  };
  for (;;) {
    let best = NO_PAIR;
    let bestRank = Infinity;
    for (let part = 0; part < ranks.length; part += 1) {
      const rank = ranks[part] ?? NO_PAIR;
      if (rank !== NO_PAIR && rank < bestRank) {
        bestRank = rank;
        best = part;
      }
    }
    if (best === NO_PAIR) return starts.length - 1;
    starts.splice(best + 1, 1);
    ranks.splice(best, 1);
    if (best < ranks.length) ranks[best] = rankAt(best);
    if (best > 0) ranks[best - 1] = rankAt(best - 1);
  }
}

/** The same merges in n log n steps: a pasted line without a space may be one piece of megabytes. */
function countByHeap(bytes: Uint8Array, length: number, table: RankTable): number {
  const pairs = new PairList(bytes, length, table);
  const heap = new MinHeap(length);
  for (let part = 0; part + 1 < length; part += 1) offer(heap, part, pairs.join(part));
  let tokens = length;
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
    const rank = Math.floor(top / RANK_UNIT);
    const part = top - rank * RANK_UNIT;
    // A pair that has changed since it was put into the heap is there again with its new rank.
    if (pairs.rank(part) !== rank) continue;
    pairs.merge(part);
    tokens -= 1;
    offer(heap, part, pairs.join(part));
    const before = pairs.before(part);
    if (before >= 0) offer(heap, before, pairs.join(before));
  }
  return tokens;
}

function offer(heap: MinHeap, part: number, rank: number): void {
  if (rank !== NO_PAIR) heap.push(rank * RANK_UNIT + part);
}

/** The parts of a piece as a linked list; a part is named by where it starts. */
class PairList {
  readonly #bytes: Uint8Array;
  readonly #length: number;
  readonly #table: RankTable;
  readonly #next: Int32Array;
  readonly #before: Int32Array;
  readonly #ranks: Int32Array;

  constructor(bytes: Uint8Array, length: number, table: RankTable) {
    this.#bytes = bytes;
    this.#length = length;
    this.#table = table;
    this.#next = Int32Array.from({ length }, (_, at) => at + 1);
    this.#before = Int32Array.from({ length }, (_, at) => at - 1);
    this.#ranks = new Int32Array(length).fill(NO_PAIR);
  }

  /** Rank of a part joined with the next, as it was last looked up. */
  rank(part: number): number {
    return this.#ranks[part] ?? NO_PAIR;
  }

  before(part: number): number {
    return this.#before[part] ?? -1;
  }

  /** Looks up the rank of a part joined with the next. */
  join(part: number): number {
    const next = this.#next[part] ?? this.#length;
    const end = this.#next[next];
    const rank = end === undefined ? NO_PAIR : this.#table.rankOf(this.#bytes, part, end);
    this.#ranks[part] = rank;
    return rank;
  }

  /** Makes one part of a part and the next. */
  merge(part: number): void {
    const next = this.#next[part] ?? this.#length;
    const end = this.#next[next] ?? this.#length;
    this.#next[part] = end;
    if (end < this.#length) this.#before[end] = part;
    this.#ranks[next] = NO_PAIR;
  }
}
