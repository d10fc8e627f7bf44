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

/** Bytes that are expected somewhere: a text with a byte in each character, or a part of one. */
export class BytePattern {
  readonly view: DataView;
  readonly start: number;
  readonly end: number;

  private constructor(view: DataView, start: number, end: number) {
    this.view = view;
    this.start = start;
    this.end = end;
  }

  static of(text: string): BytePattern {
    const bytes = Buffer.from(text, "latin1");
    return new BytePattern(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
  }

  /** The part `start <= i < end`, which shares its bytes with the whole. */
  part(start: number, end: number): BytePattern {
    return new BytePattern(this.view, this.start + start, this.start + end);
  }
}

const PARENT = BytePattern.of(PARENT_KEY);

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
    const end = at + expected.end - expected.start;
    if (end > this.last || !this.#isAt(at, expected)) return false;
    this.at = end;
    return true;
  }

  skipBack(expected: BytePattern): boolean {
    const from = this.last - (expected.end - expected.start);
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

  /** Four bytes at a time, which takes as long as one; the last four may overlap those before. */
  #isAt(at: number, { view: expected, start, end }: BytePattern): boolean {
    const view = this.#view;
    const ahead = at - start;
    const lastWord = end - 4;
    for (let i = start; i < lastWord; i += 4) {
      if (view.getInt32(i + ahead, true) !== expected.getInt32(i, true)) return false;
    }
    if (lastWord >= start) return view.getInt32(lastWord + ahead, true) === expected.getInt32(lastWord, true);
    for (let i = start; i < end; i++) if (view.getUint8(i + ahead) !== expected.getUint8(i)) return false;
    return true;
  }
}

/** Part of a text that means itself in every encoding. */
function isPlain(byte: number | undefined): boolean {
  return byte !== undefined && byte >= SPACE && byte < DELETE && byte !== QUOTE && byte !== BACKSLASH;
}
