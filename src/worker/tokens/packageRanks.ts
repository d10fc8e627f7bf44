import type { Ranks } from "./encoding.ts";

/** Rank table as the package js-tiktoken holds it. */
export interface PackageRanks {
  readonly pat_str: string;
  /** Lines of a word, the rank of the line's first token, and tokens in base64, each with the rank after the last. */
  readonly bpe_ranks: string;
}

/** @throws Error where a rank is left out, as nothing here could say what a token is worth then */
export function readPackageRanks({ pat_str: pattern, bpe_ranks: lines }: PackageRanks): Ranks {
  const tokens: Buffer[] = [];
  for (const line of lines.split("\n")) {
    const [, first, ...words] = line.split(" ");
    for (const [index, word] of words.entries()) tokens[Number(first) + index] = Buffer.from(word, "base64");
  }
  const starts = new Uint32Array(tokens.length + 1);
  for (let rank = 0; rank < tokens.length; rank += 1) {
    const token = tokens[rank];
    if (token === undefined) throw new Error(`No token has the rank ${rank}.`);
    starts[rank + 1] = (starts[rank] ?? 0) + token.length;
  }
  return { pattern, bytes: new Uint8Array(Buffer.concat(tokens)), starts };
}
