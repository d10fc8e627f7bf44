const NEWLINE = 10;
/** Byte order marks, and the NUL bytes that a crash leaves where the end of a file was: the next line follows on them. */
const FILLING = /^[\ufeff\0]+/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** A JSON object whose fields have not been looked at yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** Visits every line that is not empty, as the range `start <= i < end` of its bytes without the newline. */
export function forEachLine(buffer: Buffer, visit: (start: number, end: number) => void): void {
  const length = buffer.length;
  let start = 0;
  while (start < length) {
    const newline = buffer.indexOf(NEWLINE, start);
    const end = newline === -1 ? length : newline;
    if (end > start) visit(start, end);
    start = end + 1;
  }
}

/** Whether a parsed JSON value is an object: not `null` and not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text without the byte order mark that some editors and copies put before it. */
export function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** The object a text is the JSON of; `undefined` where it is not JSON, is too deeply nested or is not an object. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    return isJsonObject(value) ? value : undefined;
  } catch {
    // Torn, interleaved and foreign lines are expected in logs; the caller counts them.
    return undefined;
  }
}

/**
 * The objects of one line: normally one, more where writers raced for the file and a newline was lost. A piece that is
 * not a JSON object is `undefined`, so the result is never empty.
 */
export function parseLine(text: string): Iterable<JsonObject | undefined> {
  const whole = parseObject(text);
  return whole === undefined ? parsePieces(text.replace(FILLING, "")) : [whole];
}

/** One at a time: a hostile line of megabytes may have millions. */
function* parsePieces(text: string): Generator<JsonObject | undefined> {
  for (const piece of splitObjects(text)) yield parseObject(piece);
}

/** Cuts `{..}{..}` after each closing brace of the outermost level. What follows the last one is a piece of its own. */
export function* splitObjects(text: string): Generator<string> {
  let depth = 0;
  let inString = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) {
      yield text.slice(start, i + 1);
      start = i + 1;
    }
  }
  const rest = text.slice(start);
  if (start === 0 || rest.trim() !== "") yield rest;
}

/**
 * A count as logs write it: absent and `null` mean none. `undefined` where the value is no integer: the record is then
 * of another type than the format says. Negative and absurd integers are handed on; judging them is the ingest's part.
 */
export function readCount(value: unknown): number | undefined {
  if (value === undefined || value === null) return 0;
  return typeof value === "number" && Number.isInteger(value) ? value + 0 : undefined;
}

/** Instant of an ISO time stamp in milliseconds; `undefined` where it is absent or unreadable. */
export function readInstant(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** A text that says something; `undefined` for other types and the empty text. */
export function readText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
