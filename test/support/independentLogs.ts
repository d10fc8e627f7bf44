import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { zstdDecompressSync } from "node:zlib";

export interface ToolCount {
  calls: number;
  freshInput: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  output: number;
  reasoning: number;
  webSearches: number;
}

export interface ParsedLog {
  /** Name of the file without folder and endings. */
  readonly name: string;
  readonly objects: readonly unknown[];
}

export function readLogs(folder: string): readonly ParsedLog[] {
  let paths: string[];
  try {
    paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    // A tool that was never used has no folder.
    return [];
  }
  return paths
    .filter((path) => path.endsWith(".jsonl") || path.endsWith(".jsonl.zst"))
    .map((path) => {
      const bytes = readFileSync(join(folder, path));
      const text = (path.endsWith(".zst") ? zstdDecompressSync(bytes) : bytes).toString("utf8");
      const name = basename(path).replace(/\.jsonl(\.zst)?$/, "");
      return {
        name,
        objects: text
          .replace(/^\uFEFF/, "")
          .split("\n")
          .flatMap(objectsIn),
      };
    });
}

/** Every JSON value of a line. Where several were glued together, cuts are tried wherever one could have ended. */
function objectsIn(line: string): unknown[] {
  const whole = parsed(line);
  if (whole !== undefined) return [whole];
  for (let cut = line.indexOf("}{"); cut !== -1; cut = line.indexOf("}{", cut + 1)) {
    const first = parsed(line.slice(0, cut + 1));
    if (first !== undefined) return [first, ...objectsIn(line.slice(cut + 1))];
  }
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value at a path of keys; `undefined` where there is none. */
export function dig(value: unknown, ...keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== "object" || here === null || Array.isArray(here)) return undefined;
    here = Object.entries(here).find(([name]) => name === key)?.[1];
  }
  return here;
}

export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = dig(value, ...keys);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A count: nothing written is 0, and anything but an integer makes the whole record useless: not a number. */
export function countAt(value: unknown, ...keys: readonly string[]): number {
  const found = dig(value, ...keys) ?? 0;
  return Number.isInteger(found) ? Number(found) : Number.NaN;
}

export function timeAt(value: unknown, key: string): number {
  const text = textAt(value, key);
  return text === undefined ? Number.NaN : new Date(text).getTime();
}

export function nothing(): ToolCount {
  return {
    calls: 0,
    freshInput: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
    webSearches: 0,
  };
}

const EARLIEST = new Date("2022-01-01T00:00:00Z").getTime();
const DAY = 24 * 3600 * 1000;

/** Integers that can be true, at a time that can be true. */
export function isPlausible(count: ToolCount, timeMs: number, nowMs: number): boolean {
  const isTimely = timeMs >= EARLIEST && timeMs <= nowMs + DAY;
  return isTimely && Object.values(count).every((number: number) => number >= 0 && number <= 100_000_000);
}

/** The copy of a call that counts: most output, then most kinds of tokens, then most tokens. */
export function best(copies: readonly ToolCount[]): ToolCount {
  const [first = nothing()] = copies.toSorted(
    (a, b) => b.output - a.output || kindsIn(b) - kindsIn(a) || tokensIn(b) - tokensIn(a),
  );
  return first;
}

function kindsIn(count: ToolCount): number {
  return Object.values(count).filter((number) => number !== 0).length;
}

function tokensIn(count: ToolCount): number {
  return count.freshInput + count.cacheRead + count.cacheWrite5m + count.cacheWrite1h + count.output;
}

export function sum(counts: readonly ToolCount[]): ToolCount {
  const total = nothing();
  for (const count of counts) {
    total.calls += count.calls;
    total.freshInput += count.freshInput;
    total.cacheRead += count.cacheRead;
    total.cacheWrite5m += count.cacheWrite5m;
    total.cacheWrite1h += count.cacheWrite1h;
    total.output += count.output;
    total.reasoning += count.reasoning;
    total.webSearches += count.webSearches;
  }
  return total;
}
