const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DELETE = 0x7f;
const OPEN = 0x7b;
const ZERO = 0x30;
const NINE = 0x39;

/** Integers of this many digits are exact in a double. */
const MAX_DIGITS = 15;
const PARENT_KEY = '{"parentUuid":"';
const UUID_LENGTH = 36;

/** Bytes that are expected somewhere, also as 32-bit words, of which comparing one takes as long as comparing a byte. */
export class BytePattern {
  readonly bytes: Buffer;
  readonly words: Int32Array;

  /** @param text with a byte in each character. */
  constructor(text: string) {
    this.bytes = Buffer.from(text, "latin1");
    this.words = new Int32Array(this.bytes.length >> 2);
    for (let i = 0; i < this.words.length; i++) this.words[i] = this.bytes.readInt32LE(i * 4);
  }
}

const PARENT = new BytePattern(PARENT_KEY);

/** Compares a line with what is expected of it, byte by byte, from its start on and from its end back. */
export class ByteCursor {
  readonly bytes: Buffer;
  readonly #view: DataView;
  /** First byte not yet compared. */
  at = 0;
  /** End of the bytes not yet compared. */
  last = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Starts over with another line. */
  enter(start: number, end: number): void {
    this.at = start;
    this.last = end;
  }

  /** Where the id of a line's parent and its closing quote end in the line's text; `undefined` without one. */
  static parentEnd(text: string): number | undefined {
    const end = PARENT_KEY.length + UUID_LENGTH;
    return text.startsWith(PARENT_KEY) && text.indexOf('"', PARENT_KEY.length) === end ? end + 1 : undefined;
  }

  /** Passes the given bytes; `false` where there are others. */
  skip(expected: BytePattern): boolean {
    const { at } = this;
    const end = at + expected.bytes.length;
    if (end > this.last || !this.#isAt(at, expected)) return false;
    this.at = end;
    return true;
  }

  skipBack(expected: BytePattern): boolean {
    const from = this.last - expected.bytes.length;
    if (from < this.at || !this.#isAt(from, expected)) return false;
    this.last = from;
    return true;
  }

  skipBrace(): boolean {
    return this.at < this.last && this.bytes[this.at++] === OPEN;
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
    while (at < this.last && isPlain(this.bytes[at])) at++;
    if (at === this.at || at >= this.last || this.bytes[at] !== QUOTE) return -1;
    this.at = at;
    return at;
  }

  /** The same from a text's end back to behind its opening quote. */
  skipIdBack(): number {
    let { last } = this;
    while (last > this.at && isPlain(this.bytes[last - 1])) last--;
    if (last === this.last || last <= this.at || this.bytes[last - 1] !== QUOTE) return -1;
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
      const byte = this.bytes[last - 1] ?? 0;
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

  #isAt(at: number, { words, bytes }: BytePattern): boolean {
    const view = this.#view;
    for (let i = 0; i < words.length; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return false;
    for (let i = words.length * 4; i < bytes.length; i++) if (view.getUint8(at + i) !== bytes[i]) return false;
    return true;
  }
}

/** Part of a text that means itself in every encoding. */
function isPlain(byte: number | undefined): boolean {
  return byte !== undefined && byte >= SPACE && byte < DELETE && byte !== QUOTE && byte !== BACKSLASH;
}
