import type { Slice, TextPool } from "./textPool.ts";

/** One log file while it is made. Reused from file to file, so memory stays at the size of the largest. */
export class LogBuffer {
  readonly #pool: TextPool;
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;
  #lineEnds: number[] = [];

  constructor(pool: TextPool) {
    this.#pool = pool;
  }

  get length(): number {
    return this.#length;
  }

  get lines(): number {
    return this.#lineEnds.length;
  }

  clear(): void {
    this.#length = 0;
    this.#lineEnds = [];
  }

  /** Adds ASCII text. */
  text(ascii: string): this {
    this.#reserve(ascii.length);
    this.#length += this.#bytes.write(ascii, this.#length, "latin1");
    return this;
  }

  prose(bytes: number): this {
    return this.#slice(this.#pool.prose(bytes));
  }

  plain(bytes: number): this {
    return this.#slice(this.#pool.plain(bytes));
  }

  base64(bytes: number): this {
    return this.#slice(this.#pool.base64(bytes));
  }

  endLine(): void {
    this.text("\n");
    this.#lineEnds.push(this.#length);
  }

  /** Cuts bytes off the end, as a crash does; at most the whole last line but one byte, so that the line stays torn. */
  tear(bytes: number): void {
    const lastStart = this.#lineEnds.at(-2) ?? 0;
    this.#length = Math.max(lastStart + 1, this.#length - 1 - Math.max(1, bytes));
    this.#lineEnds.pop();
  }

  /** Everything written. A view: valid until the next change. */
  content(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The first lines as one character per byte, ready for replacing ASCII by ASCII without touching anything else. */
  firstLines(count: number): string {
    return this.#bytes.toString("latin1", 0, this.#lineEnds[count - 1] ?? 0);
  }

  /** Adds whole lines as `firstLines` gave them. */
  addLines(lines: string): void {
    const start = this.#length;
    this.text(lines);
    for (let at = this.#bytes.indexOf(10, start); at >= 0 && at < this.#length; at = this.#bytes.indexOf(10, at + 1)) {
      this.#lineEnds.push(at + 1);
    }
  }

  #slice(slice: Slice): this {
    this.#reserve(slice.end - slice.start);
    this.#length += slice.bytes.copy(this.#bytes, this.#length, slice.start, slice.end);
    return this;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe((this.#length + more) * 2);
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
