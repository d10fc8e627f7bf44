/**
 * Tells for one line after another whether it holds a text, by one search through the buffer that stays ahead of the lines.
 * The search is for a short needle with a rare first letter, which is what makes it nearly free.
 */
export class LookAhead {
  readonly #buffer: Buffer;
  readonly #needle: Buffer;
  readonly #text: Buffer;
  readonly #offset: number;
  /** Where the text comes next; -1 before the first search. */
  #next = -1;

  /** @param needle a part of the text, which must be ASCII. */
  constructor(buffer: Buffer, text: string, needle: string = text) {
    this.#buffer = buffer;
    this.#needle = Buffer.from(needle, "latin1");
    this.#text = Buffer.from(text, "latin1");
    this.#offset = text.indexOf(needle);
  }

  /** Whether the text lies within `start <= i < end`. Ranges must be asked for in ascending order. */
  isWithin(start: number, end: number): boolean {
    if (this.#next < start) this.#next = this.#search(start);
    return this.#next < end;
  }

  #search(start: number): number {
    for (let from = start; ;) {
      const found = this.#buffer.indexOf(this.#needle, from);
      if (found === -1) return Number.POSITIVE_INFINITY;
      const first = found - this.#offset;
      if (first >= start && this.#isAt(first)) return first;
      from = found + 1;
    }
  }

  #isAt(first: number): boolean {
    for (let i = 0; i < this.#text.length; i++) if (this.#buffer[first + i] !== this.#text[i]) return false;
    return true;
  }
}
