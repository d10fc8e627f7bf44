const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DELETE = 0x7f;
const OPEN = 0x7b;
const ZERO = 0x30;
const NINE = 0x39;

/** Integers of this many digits are exact in a double. */
const MAX_DIGITS = 15;
const PARENT = Buffer.from('{"parentUuid":"');
const UUID_LENGTH = 36;

/** Compares a line with what is expected of it, byte by byte, from its start on and from its end back. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  /** First byte not yet compared. */
  at: number;
  /** End of the bytes not yet compared. */
  last: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.at = start;
    this.last = end;
  }

  /** Passes the given bytes; `false` where there are others. */
  skip(expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    const { at } = this;
    const { length } = expected;
    if (at + length > this.last) return false;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== expected[i]) return false;
    this.at = at + length;
    return true;
  }

  skipBack(expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    const { length } = expected;
    const from = this.last - length;
    if (from < this.at) return false;
    for (let i = 0; i < length; i++) if (bytes[from + i] !== expected[i]) return false;
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
