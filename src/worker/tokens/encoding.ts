/** A public encoding of OpenAI's: which bytes are one token, and where a text may be cut. */
export const ENCODINGS = ["o200k_base", "cl100k_base"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What counting needs of an encoding. */
export interface Ranks {
  /** Cuts a text into pieces that no token crosses: the source of a regular expression with the flag `u`. */
  readonly pattern: string;
  /** Bytes of every token, one after the other, in the order of rank. */
  readonly bytes: Uint8Array;
  /** Where each token starts in `bytes`, and at the end where the last one ends. */
  readonly starts: Uint32Array;
}
