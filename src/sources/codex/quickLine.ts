import type { JsonObject } from "../lines.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const SPACE = 0x20;
const DELETE = 0x7f;

/** Integers of this many digits are exact in a double. */
const MAX_DIGITS = 15;
/** Objects within each other, where Codex writes two. */
const MAX_DEPTH = 4;
/** Key of the id of rate limits. */
const ID_KEY = '"limit_id"';

/** Bytes that are expected somewhere; also as 32-bit words, of which comparing one takes as long as comparing a byte. */
class Expected {
  readonly bytes: Buffer;
  readonly words: Int32Array;

  constructor(text: string) {
    this.bytes = Buffer.from(text, "latin1");
    this.words = new Int32Array(this.bytes.length >> 2);
    for (let i = 0; i < this.words.length; i++) this.words[i] = this.bytes.readInt32LE(i * 4);
  }
}

const TIMESTAMP = new Expected('{"timestamp":"');
const ORDINAL = new Expected(',"ordinal":');
const TYPE = new Expected(',"type":"');
const ITEM = new Expected('response_item"');
const COUNT = new Expected('event_msg","payload":{"type":"token_count","info":{"total_token_usage":');
const LAST = new Expected(',"last_token_usage":');
const WINDOW = new Expected(',"model_context_window":');
const RATE_LIMITS = new Expected(',"rate_limits":');
const LIMIT_ID = new Expected('{"limit_id":"');
const RECORD = new Expected('token_usage_record","payload":{"thread_id":"');
const SESSION = new Expected(',"session_id":"');
const TURN = new Expected(',"turn_id":"');
const RESPONSE = new Expected(',"response_id":"');
const USAGE = new Expected(',"usage":');
const TURN_USAGE = new Expected(',"turn_token_usage":');
const THREAD_USAGE = new Expected(',"thread_token_usage":');
const INPUT = new Expected('{"input_tokens":');
const CACHED = new Expected(',"cached_input_tokens":');
const CACHE_WRITE = new Expected(',"cache_write_input_tokens":');
const OUTPUT = new Expected(',"output_tokens":');
const REASONING = new Expected(',"reasoning_output_tokens":');
const TOTAL = new Expected(',"total_tokens":');
const ONE_CLOSED = new Expected("}");
const TWO_CLOSED = new Expected("}}");
const NULL = new Expected("null");
const TRUE = new Expected("true");
const FALSE = new Expected("false");

/**
 * Reads the most frequent lines without parsing them as JSON: those with exactly the keys, the order and the spacing that
 * Codex writes. A line is only answered after its last byte was seen to be as expected, so that it is known to be one
 * whole JSON object in which nothing else is told.
 */
export class QuickLine {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  /** First byte not yet passed. */
  #at = 0;
  #end = 0;
  /** Set for the rest of the line by the first byte that is not as expected. */
  #isOdd = false;
  /** Where what follows on the usage was last seen to be as expected. Most lines of a session end alike. */
  #restAt = 0;
  #restEnd = -1;
  #restLimits: string | undefined;

  /** @param bytes the lines, which stay as they are while this is used. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * What `JSON.parse` gives for a line of calls, as far as it is looked at; `response_item` for a line that begins as one,
   * whatever follows; `undefined` where the line has to be parsed.
   */
  read(start: number, end: number): JsonObject | "response_item" | undefined {
    this.#at = start;
    this.#end = end;
    this.#isOdd = false;
    this.#pass(TIMESTAMP);
    const timeAt = this.#at;
    this.#passText();
    const timeEnd = this.#at - 1;
    const ordinal = this.#passes(ORDINAL) ? this.#count() : undefined;
    this.#pass(TYPE);
    if (this.#isOdd) return undefined;
    if (this.#passes(ITEM)) return "response_item";
    if (this.#passes(COUNT)) {
      const payload = this.#countPayload();
      return this.#isOdd ? undefined : { timestamp: this.#text(timeAt, timeEnd), ordinal, type: "event_msg", payload };
    }
    if (this.#passes(RECORD)) {
      const payload = this.#recordPayload();
      if (payload === undefined) return undefined;
      return { timestamp: this.#text(timeAt, timeEnd), ordinal, type: "token_usage_record", payload };
    }
    return undefined;
  }

  /** Id of the rate limits that the last `token_count` read told, empty where they have none; `undefined` without limits. */
  get limitsOfCount(): string | undefined {
    return this.#restLimits;
  }

  #countPayload(): JsonObject {
    const total = this.#usage();
    this.#pass(LAST);
    const last = this.#usage();
    if (!this.#isOdd && !this.#hasKnownRest()) this.#passRest();
    return { type: "token_count", info: { total_token_usage: total, last_token_usage: last } };
  }

  #hasKnownRest(): boolean {
    if (this.#end - this.#at !== this.#restEnd - this.#restAt) return false;
    return this.#bytes.compare(this.#bytes, this.#restAt, this.#restEnd, this.#at, this.#end) === 0;
  }

  #passRest(): void {
    const start = this.#at;
    if (this.#passes(WINDOW)) this.#passValue(0);
    this.#pass(ONE_CLOSED);
    const limits = this.#passes(RATE_LIMITS) ? this.#passLimits() : undefined;
    this.#passEnd();
    if (this.#isOdd) return;
    this.#restLimits = limits;
    this.#restAt = start;
    this.#restEnd = this.#end;
  }

  /** Codex writes the id first or, formerly, none. One that stands anywhere else is odd. */
  #passLimits(): string | undefined {
    const start = this.#at;
    const isTold = this.#bytes[start] === OPEN;
    let id = "";
    let idEnd = start;
    if (this.#passes(LIMIT_ID)) {
      const idAt = this.#at;
      this.#passText();
      idEnd = this.#at;
      id = this.#text(idAt, idEnd - 1);
      this.#at = start;
    }
    this.#passValue(0);
    if (this.#bytes.subarray(idEnd, this.#at).includes(ID_KEY, 0, "latin1")) this.#isOdd = true;
    return isTold ? id : undefined;
  }

  #recordPayload(): JsonObject | undefined {
    const threadAt = this.#at;
    this.#passText();
    const threadEnd = this.#at - 1;
    this.#pass(SESSION);
    const sessionAt = this.#at;
    this.#passText();
    const sessionEnd = this.#at - 1;
    if (this.#passes(TURN)) this.#passText();
    this.#pass(RESPONSE);
    const responseAt = this.#at;
    this.#passText();
    const responseEnd = this.#at - 1;
    this.#pass(USAGE);
    const usage = this.#usage();
    // Neither is looked at where there is a response id.
    if (this.#passes(TURN_USAGE)) this.#usage();
    if (this.#passes(THREAD_USAGE)) this.#usage();
    this.#passEnd();
    if (this.#isOdd || responseAt === responseEnd) return undefined;
    return {
      thread_id: this.#text(threadAt, threadEnd),
      session_id: this.#text(sessionAt, sessionEnd),
      response_id: this.#text(responseAt, responseEnd),
      usage,
    };
  }

  #usage(): JsonObject {
    this.#pass(INPUT);
    const input = this.#count();
    this.#pass(CACHED);
    const cached = this.#count();
    const cacheWrite = this.#passes(CACHE_WRITE) ? this.#count() : undefined;
    this.#pass(OUTPUT);
    const output = this.#count();
    this.#pass(REASONING);
    const reasoning = this.#count();
    this.#pass(TOTAL);
    const total = this.#count();
    this.#pass(ONE_CLOSED);
    return {
      input_tokens: input,
      cached_input_tokens: cached,
      cache_write_input_tokens: cacheWrite,
      output_tokens: output,
      reasoning_output_tokens: reasoning,
      total_tokens: total,
    };
  }

  #text(start: number, end: number): string {
    return this.#bytes.toString("latin1", start, end);
  }

  /** Passes the given bytes where they are next. */
  #passes({ bytes, words }: Expected): boolean {
    const view = this.#view;
    const at = this.#at;
    const { length } = bytes;
    if (this.#isOdd || at + length > this.#end) return false;
    for (let i = 0; i < words.length; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return false;
    for (let i = words.length * 4; i < length; i++) if (view.getUint8(at + i) !== bytes[i]) return false;
    this.#at = at + length;
    return true;
  }

  #pass(expected: Expected): void {
    if (!this.#passes(expected)) this.#isOdd = true;
  }

  /** Passes the braces that close payload and line, and nothing may follow. */
  #passEnd(): void {
    this.#pass(TWO_CLOSED);
    if (this.#at !== this.#end) this.#isOdd = true;
  }

  /** Passes the rest of a text and its closing quote. Characters that mean something else in JSON or UTF-8 are odd. */
  #passText(): void {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#at = at + 1;
        return;
      }
      if (byte < SPACE || byte >= DELETE || byte === BACKSLASH) break;
    }
    this.#isOdd = true;
  }

  /** The integer that is next, written without sign, fraction and exponent. */
  #count(): number {
    const start = this.#at;
    const first = this.#bytes[start];
    const value = this.#passDigits();
    const digits = this.#at - start;
    if (digits === 0 || digits > MAX_DIGITS || (digits > 1 && first === ZERO)) this.#isOdd = true;
    return value;
  }

  #passDigits(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    let value = 0;
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    this.#at = at;
    return value;
  }

  /** Passes a value that is not looked at: an object, a plain text, a number, a truth value or `null`. */
  #passValue(depth: number): void {
    if (this.#passesByte(OPEN)) this.#passMembers(depth + 1);
    else if (this.#passesByte(QUOTE)) this.#passText();
    else if (!this.#passes(NULL) && !this.#passes(TRUE) && !this.#passes(FALSE)) this.#passNumber();
  }

  #passMembers(depth: number): void {
    if (depth > MAX_DEPTH) this.#isOdd = true;
    if (this.#passesByte(CLOSE)) return;
    do {
      this.#passByte(QUOTE);
      this.#passText();
      this.#passByte(COLON);
      this.#passValue(depth);
    } while (this.#passesByte(COMMA));
    this.#passByte(CLOSE);
  }

  #passNumber(): void {
    this.#passesByte(MINUS);
    this.#count();
    if (!this.#passesByte(DOT)) return;
    const start = this.#at;
    this.#passDigits();
    if (this.#at === start) this.#isOdd = true;
  }

  #passesByte(expected: number): boolean {
    if (this.#isOdd || this.#at >= this.#end || this.#bytes[this.#at] !== expected) return false;
    this.#at++;
    return true;
  }

  #passByte(expected: number): void {
    if (!this.#passesByte(expected)) this.#isOdd = true;
  }
}
