import type { Ranks } from "../../../../src/worker/tokens/encoding.ts";

/** Counts by the book, with none of the counter's shortcuts: each round looks at every pair again. For short texts. */
export function naiveCounter({ pattern, bytes, starts }: Ranks): (text: string) => number {
  const ranks = new Map<string, number>();
  const all = Buffer.from(bytes);
  for (let rank = 0; rank + 1 < starts.length; rank += 1) {
    ranks.set(all.toString("latin1", starts[rank], starts[rank + 1]), rank);
  }
  return (text) => {
    let tokens = 0;
    for (const [piece] of text.matchAll(new RegExp(pattern, "gu"))) {
      tokens += naiveMerge(Buffer.from(piece, "utf8").toString("latin1"), ranks);
    }
    return tokens;
  };
}

function naiveMerge(piece: string, ranks: ReadonlyMap<string, number>): number {
  if (ranks.has(piece)) return 1;
  const parts = piece.split("");
  for (;;) {
    let best = -1;
    let bestRank = Infinity;
    for (let part = 0; part + 1 < parts.length; part += 1) {
      const rank = ranks.get(`${parts[part]}${parts[part + 1]}`) ?? Infinity;
      if (rank < bestRank) [best, bestRank] = [part, rank];
    }
    if (best < 0) return parts.length;
    parts.splice(best, 2, `${parts[best]}${parts[best + 1]}`);
  }
}
