import type { Random } from "./random.ts";

const WORDS =
  "the a value returns when request buffer cursor reads line parser stays small index window error handles retry queue writes total session folder test passes fails because table column query result merges earlier later count never twice always whole record update".split(
    " ",
  );

/** Pieces as they stand inside a JSON string: escapes, UTF-8, and text that looks like usage but is only quoted. */
const FRAGMENTS = [
  "const total = rows.reduce((sum, row) => sum + row.count, 0);\\n",
  '  if (name === \\"main\\") {\\n    return readFile(path);\\n  }\\n',
  "\\t\\tfor (const entry of entries) {\\n",
  "C:\\\\Users\\\\ann\\\\shop\\\\index.ts\\n",
  "  ✓ keeps the order – größer als zuvor, 日本語のテキスト\\n",
  '{\\"type\\":\\"assistant\\",\\"message\\":{\\"id\\":\\"msg_quoted\\",\\"usage\\":{\\"input_tokens\\":777777,\\"output_tokens\\":777777}}}\\n',
  '{\\"type\\":\\"token_count\\",\\"info\\":{\\"total_token_usage\\":{\\"input_tokens\\":888888}}}\\n',
  "\\u001b[32mPASS\\u001b[39m src/cursor.test.ts\\n",
] as const;

const PROSE_BYTES = 2 << 20;
const BASE64_BYTES = 1 << 18;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export interface Slice {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Text made once and then only copied, so that a home is written at the speed of memory. */
export class TextPool {
  readonly #random: Random;
  readonly #prose: Buffer;
  /** Places where the prose may be cut: between characters and outside of escapes. */
  readonly #cuts: readonly number[];
  readonly #base64: Buffer;
  readonly #plain: Buffer;

  constructor(random: Random) {
    this.#random = random;
    const prose = makeProse(random);
    this.#prose = prose.bytes;
    this.#cuts = prose.cuts;
    this.#plain = Buffer.from(words(random, 1 << 16), "latin1");
    const letters = Buffer.alloc(BASE64_BYTES);
    for (let at = 0; at < BASE64_BYTES; at += 1) letters[at] = BASE64.charCodeAt(random.int(0, 63));
    this.#base64 = letters;
  }

  /** About as many bytes of code and prose as asked for, escaped for one JSON string. */
  prose(bytes: number): Slice {
    const wanted = Math.min(bytes, PROSE_BYTES / 2);
    const perCut = this.#prose.length / this.#cuts.length;
    const span = Math.max(1, Math.round(wanted / perCut));
    const first = this.#random.int(0, this.#cuts.length - 1 - span);
    return { bytes: this.#prose, start: this.#cuts[first] ?? 0, end: this.#cuts[first + span] ?? 0 };
  }

  /** Plain ASCII words without anything to escape, for JSON inside of JSON. */
  plain(bytes: number): Slice {
    return this.#anywhere(this.#plain, bytes);
  }

  base64(bytes: number): Slice {
    return this.#anywhere(this.#base64, bytes);
  }

  #anywhere(from: Buffer, bytes: number): Slice {
    const length = Math.min(bytes, from.length);
    const start = this.#random.int(0, from.length - length);
    return { bytes: from, start, end: start + length };
  }
}

function words(random: Random, bytes: number): string {
  let text = "";
  while (text.length < bytes) text += `${WORDS[random.int(0, WORDS.length - 1)] ?? ""} `;
  return text;
}

function makeProse(random: Random): { bytes: Buffer; cuts: readonly number[] } {
  const cuts: number[] = [0];
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < PROSE_BYTES) {
    const text = random.chance(0.3) ? random.pick(FRAGMENTS) : `${words(random, random.int(20, 110))}\\n`;
    const piece = Buffer.from(text);
    pieces.push(piece);
    length += piece.length;
    cuts.push(length);
  }
  return { bytes: Buffer.concat(pieces), cuts };
}
