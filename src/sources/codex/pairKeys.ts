import { usageKey, type CodexUsage } from "./codexUsage.ts";

const ZERO = 0x30;
const COMMA = 0x2c;
const BAR = 0x7c;
/** Digits of `MAX_PLAIN`, and a separator. */
const MAX_BYTES = 11;
const MAX_PLAIN = 2 ** 31 - 1;
const COUNTS = 12;

/**
 * Makes the keys by which `token_count`s are known: the fields of last and total. Written digit by digit, as turning
 * twelve numbers into texts and joining them takes longer than reading the line they are from.
 */
export class PairKeys {
  readonly #bytes = Buffer.allocUnsafeSlow(COUNTS * MAX_BYTES);
  /** First byte of what is written so far: keys are written from their end on, as numbers are. */
  #at = 0;

  keyOf(last: CodexUsage | null, total: CodexUsage | null): string {
    if (last === null || total === null || !isPlain(last) || !isPlain(total)) return joinedKey(last, total);
    this.#at = this.#bytes.length;
    this.#write(total);
    this.#bytes[--this.#at] = BAR;
    this.#write(last);
    return this.#bytes.toString("latin1", this.#at);
  }

  #write({ input, cached, cacheWrite, output, reasoning, total }: CodexUsage): void {
    this.#writeCount(total);
    this.#writeAndComma(reasoning);
    this.#writeAndComma(output);
    this.#writeAndComma(cacheWrite);
    this.#writeAndComma(cached);
    this.#writeAndComma(input);
  }

  #writeAndComma(count: number): void {
    this.#bytes[--this.#at] = COMMA;
    this.#writeCount(count);
  }

  #writeCount(count: number): void {
    let rest = count;
    do {
      const tenth = (rest / 10) | 0;
      this.#bytes[--this.#at] = ZERO + rest - tenth * 10;
      rest = tenth;
    } while (rest > 0);
  }
}

/** Whether all counts are such that 32-bit arithmetic writes them. */
function isPlain({ input, cached, cacheWrite, output, reasoning, total }: CodexUsage): boolean {
  return (
    isPlainCount(input) &&
    isPlainCount(cached) &&
    isPlainCount(cacheWrite) &&
    isPlainCount(output) &&
    isPlainCount(reasoning) &&
    isPlainCount(total)
  );
}

function isPlainCount(count: number): boolean {
  return count >= 0 && count <= MAX_PLAIN;
}

function joinedKey(last: CodexUsage | null, total: CodexUsage | null): string {
  return `${last === null ? "" : usageKey(last)}|${total === null ? "" : usageKey(total)}`;
}
