const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DELETE = 0x7f;
const OPEN = 0x7b;
const ZERO = 0x30;
const NINE = 0x39;

/** From this length on the native comparison is faster than a loop, in spite of the call. */
const LONG = 80;
/** Integers of this many digits are exact in a double. */
const MAX_DIGITS = 15;
const PARENT_KEY = '{"parentUuid":"';
const PARENT = Buffer.from(PARENT_KEY);
const UUID_LENGTH = 36;

/** Compares a line with what is expected of it, byte by byte, from its start on and from its end back. */
export class ByteCursor {
  readonly #bytes: Buffer;
  /** First byte not yet compared. */
  at: number;
  /** End of the bytes not yet compared. */
  last: number;

  constructor(bytes: Buffer, start: number, end: number) {
    this.#bytes = bytes;
    this.at = start;
    this.last = end;
  }

  /** Where the id of a line's parent and its closing quote end in the line's text; `undefined` without one. */
  static parentEnd(text: string): number | undefined {
    const end = PARENT_KEY.length + UUID_LENGTH;
    return text.startsWith(PARENT_KEY) && text.indexOf('"', PARENT_KEY.length) === end ? end + 1 : undefined;
  }

  /** Passes the given bytes; `false` where there are others. */
  skip(expected: Buffer): boolean {
    const { at } = this;
    const end = at + expected.length;
    if (end > this.last || !isSameAt(this.#bytes, at, expected)) return false;
    this.at = end;
    return true;
  }

  skipBack(expected: Buffer): boolean {
    const from = this.last - expected.length;
    if (from < this.at || !isSameAt(this.#bytes, from, expected)) return false;
    this.last = from;
    return true;
  }

  skipBrace(): boolean {
    return this.at < this.last && this.#bytes[this.at++] === OPEN;
  }

  /** Passes the key and id of the line's parent. */
  skipParent(): boolean {
    if (!this.skip(PARENT)) return false;
    const start = this.at;
    return this.skipId() === start + UUID_LENGTH && this.at++ < this.last;
  }

  /** Passes a plain text up to its closing quote, and answers where that is; -1 where there is none. */
  skipId(): number {
    let { at } = this;
    while (at < this.last && isPlain(this.#bytes[at])) at++;
    if (at === this.at || at >= this.last || this.#bytes[at] !== QUOTE) return -1;
    this.at = at;
    return at;
  }

  /** The same from a text's end back to behind its opening quote. */
  skipIdBack(): number {
    let { last } = this;
    while (last > this.at && isPlain(this.#bytes[last - 1])) last--;
    if (last === this.last || last <= this.at || this.#bytes[last - 1] !== QUOTE) return -1;
    this.last = last;
    return last;
  }

  /** The integer that ends here, as JSON writes it without sign, fraction and exponent; -1 where there is none. */
  readCountBack(): number {
    let value = 0;
    let unit = 1;
    let { last } = this;
    let digit = -1;
    for (; last > this.at; last--) {
      const byte = this.#bytes[last - 1] ?? 0;
      if (byte < ZERO || byte > NINE) break;
      digit = byte - ZERO;
      value += digit * unit;
      unit *= 10;
    }
    const digits = this.last - last;
    if (digits === 0 || digits > MAX_DIGITS || (digit === 0 && digits > 1)) return -1;
    this.last = last;
    return value;
  }
}

/** Part of a text that means itself in every encoding. */
function isPlain(byte: number | undefined): boolean {
  return byte !== undefined && byte >= SPACE && byte < DELETE && byte !== QUOTE && byte !== BACKSLASH;
}

function isSameAt(bytes: Buffer, at: number, expected: Buffer): boolean {
  const { length } = expected;
  if (length >= LONG) return bytes.compare(expected, 0, length, at, at + length) === 0;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}
