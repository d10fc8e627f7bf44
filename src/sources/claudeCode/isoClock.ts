const ZERO = 0x30;
const LENGTH = "2026-11-22T08:15:30.123Z".length;
const DAY_LENGTH = "2026-11-22T".length;
const COLON = 0x3a;
const DOT = 0x2e;
const ZULU = 0x5a;

/** Reads time stamps from bytes. Most are of the same day as the one before, whose midnight is known then. */
export class IsoClock {
  readonly #day = Buffer.alloc(DAY_LENGTH);
  #midnightMs = Number.NaN;

  /** The instant in milliseconds; `NaN` where it is unreadable. */
  read(bytes: Buffer, start: number, end: number): number {
    if (end - start !== LENGTH) return Date.parse(bytes.toString("latin1", start, end));
    const ms = this.#isSameDay(bytes, start) ? this.#midnightMs + msOfDay(bytes, start + DAY_LENGTH) : Number.NaN;
    if (!Number.isNaN(ms)) return ms;
    const text = bytes.toString("latin1", start, end);
    const atMs = Date.parse(text);
    const sinceMidnightMs = msOfDay(bytes, start + DAY_LENGTH);
    if (!Number.isNaN(atMs) && !Number.isNaN(sinceMidnightMs)) {
      this.#day.write(text, "latin1");
      this.#midnightMs = atMs - sinceMidnightMs;
    }
    return atMs;
  }

  #isSameDay(bytes: Buffer, start: number): boolean {
    for (let i = 0; i < DAY_LENGTH; i++) if (bytes[start + i] !== this.#day[i]) return false;
    return true;
  }
}

/** Milliseconds of `08:15:30.123Z`; `NaN` where another text is. */
function msOfDay(bytes: Buffer, at: number): number {
  const isShaped =
    bytes[at + 2] === COLON && bytes[at + 5] === COLON && bytes[at + 8] === DOT && bytes[at + 12] === ZULU;
  const hours = twoDigits(bytes, at);
  const minutes = twoDigits(bytes, at + 3);
  const seconds = twoDigits(bytes, at + 6);
  const millis = twoDigits(bytes, at + 9) * 10 + digit(bytes, at + 11);
  if (!isShaped || !(hours < 24 && minutes < 60 && seconds < 60)) return Number.NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
}

function twoDigits(bytes: Buffer, at: number): number {
  return digit(bytes, at) * 10 + digit(bytes, at + 1);
}

function digit(bytes: Buffer, at: number): number {
  const value = (bytes[at] ?? 0) - ZERO;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}
