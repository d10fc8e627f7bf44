/** Pieces up to this many UTF-16 units share one buffer; longer ones are rare and get their own, which is not kept. */
const SHARED_UNITS = 4096;
const MAX_BYTES_PER_UNIT = 3;

const REPLACEMENT = 0xfffd;

/** A piece of a text as UTF-8. */
export class PieceBytes {
  readonly #shared = new Uint8Array(SHARED_UNITS * MAX_BYTES_PER_UNIT);
  #bytes = this.#shared;

  /** Bytes of the piece last written; what is behind its length is left from others. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /**
   * Writes `text` from `start` to `end`. A surrogate without its other half becomes U+FFFD, as in every UTF-8 encoder.
   * @returns its length in bytes
   */
  write(text: string, start: number, end: number): number {
    const units = end - start;
    const bytes = units <= SHARED_UNITS ? this.#shared : new Uint8Array(units * MAX_BYTES_PER_UNIT);
    this.#bytes = bytes;
    let length = 0;
    for (let at = start; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) bytes[length++] = unit;
      else if (unit < 0x800) {
        bytes[length++] = 0xc0 | (unit >> 6);
        bytes[length++] = 0x80 | (unit & 0x3f);
      } else {
        const point = unit >= 0xd800 && unit < 0xe000 ? wholePoint(text, at, end) : unit;
        if (point > 0xffff) {
          at += 1;
          bytes[length++] = 0xf0 | (point >> 18);
          bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
        } else bytes[length++] = 0xe0 | (point >> 12);
        bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
        bytes[length++] = 0x80 | (point & 0x3f);
      }
    }
    return length;
  }
}

/** The character that a surrogate is half of, if its other half follows before `end`. */
function wholePoint(text: string, at: number, end: number): number {
  const point = at + 1 < end ? (text.codePointAt(at) ?? REPLACEMENT) : REPLACEMENT;
  return point > 0xffff ? point : REPLACEMENT;
}
