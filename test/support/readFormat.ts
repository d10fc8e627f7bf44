import assert from "node:assert/strict";
import { mergeCalls } from "../../src/core/mergeCalls.ts";
import type { CallRecord, SessionRecord, SkipCounts, TurnRecord, UsageRecord } from "../../src/core/usageRecord.ts";
import { TOKEN_FIELDS, type TokenCounts } from "../../src/shared/tokenCounts.ts";
import type {
  DocumentFormat,
  LineFormat,
  LogFile,
  LogFormat,
  ParserState,
  ReadRecords,
  StoreFormat,
  TokenCounter,
} from "../../src/sources/source.ts";
import { OpenStore } from "../../src/worker/ingest/openStore.ts";
import { addSkips } from "../../src/worker/ingest/readLog.ts";
import { lengthCounter } from "./lengthCounter.ts";
import { seededRandom } from "./generateHome/random.ts";

export interface ReadLog {
  readonly records: readonly UsageRecord[];
  /** Copies merged, in the order of their first ones. */
  readonly calls: readonly CallRecord[];
  readonly turns: readonly TurnRecord[];
  readonly sessions: readonly SessionRecord[];
  readonly skipped: SkipCounts;
  readonly state: ParserState;
}

/** Where a log lies in a test, and the small files around it by their paths relative to its folder. */
export interface LogPlace {
  readonly relativePath?: string;
  readonly folder?: string;
  readonly neighbours?: Readonly<Record<string, string>>;
  readonly counter?: TokenCounter;
}

export function logFile({ relativePath = "log", folder = "/logs", neighbours = {} }: LogPlace = {}): LogFile {
  const namesIn = (name: string): readonly string[] => {
    const inside = Object.keys(neighbours).filter((path) => path.startsWith(`${name}/`));
    return [...new Set(inside.map((path) => path.slice(name.length + 1).split("/")[0] ?? ""))].toSorted();
  };
  return { relativePath, folder, readNeighbour: (path) => neighbours[path], listNeighbours: namesIn };
}

/** JSON lines, each ended by a newline; texts are written as they are. */
export function jsonLines(...lines: readonly (object | string)[]): Buffer {
  return Buffer.from(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
}

/** Reads lines in the given pieces, or in one. */
export function readLines(format: LineFormat, pieces: Buffer | readonly Buffer[], place?: LogPlace): ReadLog {
  let state = format.parser.start(logFile(place));
  let skipped: SkipCounts = {};
  const records: UsageRecord[] = [];
  for (const piece of Buffer.isBuffer(pieces) ? [pieces] : pieces) {
    const parsed = format.parser.parse(state, piece);
    // What is saved between two pieces is JSON.
    state = JSON.parse(JSON.stringify(parsed.state)) as ParserState;
    skipped = addSkips(skipped, parsed.skipped);
    records.push(...parsed.records);
  }
  return sorted(records, skipped, state);
}

export function readDocument(format: DocumentFormat, document: Buffer | string | object, place?: LogPlace): ReadLog {
  const isReady = Buffer.isBuffer(document) || typeof document === "string";
  const bytes = Buffer.from(isReady ? document : JSON.stringify(document));
  const { records, skipped } = format.read(bytes, logFile(place), { counter: place?.counter ?? lengthCounter });
  return sorted(records, skipped, {});
}

/** Reads a database on the disk, from where `state` stands. */
export function readStore(format: StoreFormat, path: string, state: ParserState = {}, place?: LogPlace): ReadLog {
  const store = new OpenStore(path);
  const records: UsageRecord[] = [];
  let skipped: SkipCounts = {};
  let after = state;
  try {
    const tools = { counter: place?.counter ?? lengthCounter };
    for (const piece of format.read(store, state, logFile(place), tools)) {
      records.push(...piece.records);
      skipped = addSkips(skipped, piece.skipped);
      after = JSON.parse(JSON.stringify(piece.state)) as ParserState;
    }
  } finally {
    store.close();
  }
  return sorted(records, skipped, after);
}

/** The format of a source with the given id and kind. */
export function formatOf<Kind extends LogFormat["kind"]>(
  source: { readonly formats: readonly LogFormat[] },
  id: string,
  kind: Kind,
): Extract<LogFormat, { readonly kind: Kind }> {
  const format = source.formats.find((each) => each.id === id);
  assert.ok(format?.kind === kind, `no format ${id} of kind ${kind}`);
  // The kind was just looked at.
  return format as Extract<LogFormat, { readonly kind: Kind }>;
}

export function sumTokens(calls: readonly CallRecord[]): TokenCounts {
  const sums: Record<string, number> = {};
  for (const field of TOKEN_FIELDS) sums[field] = calls.reduce((sum, call) => sum + call.tokens[field], 0);
  // All fields were just set.
  return sums as unknown as TokenCounts;
}

/** The law of appended logs: cut after any of its newlines, a log gives what it gives in one piece. */
export function assertSplitAnywhere(format: LineFormat, bytes: Buffer, place?: LogPlace): void {
  const whole = readLines(format, bytes, place);
  for (let cut = bytes.indexOf(10) + 1; cut > 0 && cut < bytes.length; cut = bytes.indexOf(10, cut) + 1) {
    const pieces = readLines(format, [bytes.subarray(0, cut), bytes.subarray(cut)], place);
    assert.deepEqual({ ...pieces, state: {} }, { ...whole, state: {} }, `cut at ${cut}`);
  }
}

/** Cut short and with flipped bytes, a log is read without failing. */
export function assertSurvivesDamage(read: (bytes: Buffer) => ReadLog | ReadRecords, bytes: Buffer, seed = 1): void {
  const random = seededRandom(seed);
  for (let trial = 0; trial < 50; trial += 1) {
    read(bytes.subarray(0, random.int(0, bytes.length - 1)));
    const flipped = Buffer.from(bytes);
    const at = random.int(0, bytes.length - 1);
    flipped[at] = (flipped[at] ?? 0) ^ random.int(1, 255);
    read(flipped);
  }
}

function sorted(records: readonly UsageRecord[], skipped: SkipCounts, state: ParserState): ReadLog {
  const calls = new Map<string, CallRecord>();
  for (const record of records) {
    if (record.kind !== "call") continue;
    const key = `${record.family}\n${record.member}`;
    const known = calls.get(key);
    calls.set(key, known === undefined ? record : mergeCalls(known, record));
  }
  return {
    records,
    calls: [...calls.values()],
    turns: records.filter((record) => record.kind === "turn"),
    sessions: records.filter((record) => record.kind === "session"),
    skipped,
    state,
  };
}
