import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { mergeCalls } from "../../src/core/mergeCalls.ts";
import type { CallRecord } from "../../src/core/usageRecord.ts";
import type { ParserState, StoreFormat } from "../../src/sources/source.ts";
import { StoreFault } from "../../src/worker/ingest/openStore.ts";
import { seededRandom } from "./generateHome/random.ts";
import { memoryFolder } from "./memoryFolder.ts";
import { readStore, type LogPlace, type ReadLog } from "./readFormat.ts";

/** A database of a test's own making, in a folder of its own, that its tool has open in write-ahead mode. */
export class StoreFile {
  readonly folder = mkdtempSync(join(memoryFolder(), "token-legend-store-"));
  readonly path: string;
  readonly #owner: DatabaseSync;

  constructor(name: string, ...schema: readonly string[]) {
    this.path = join(this.folder, name);
    this.#owner = new DatabaseSync(this.path);
    this.#owner.exec("PRAGMA journal_mode = WAL");
    for (const sql of schema) this.#owner.exec(sql);
  }

  run(sql: string, ...values: readonly (null | number | string | Uint8Array)[]): void {
    this.#owner.prepare(sql).run(...values);
  }

  /** Adds a row; objects are written as JSON. */
  add(table: string, row: Readonly<Record<string, unknown>>): void {
    const names = Object.keys(row);
    const values = Object.values(row).map((value) =>
      typeof value === "object" && value !== null && !(value instanceof Uint8Array) ? JSON.stringify(value) : value,
    );
    const marks = names.map(() => "?").join(", ");
    // A test's rows hold what SQLite can.
    this.run(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks})`, ...(values as (null | number | string)[]));
  }

  dispose(): void {
    this.#owner.close();
    rmSync(this.folder, { recursive: true });
  }
}

/**
 * The laws of stores: read after each step, on from where it was, a store gives what it gives in one go at the end; and read
 * once more it gives nothing else.
 */
export function assertReadInSteps(
  format: StoreFormat,
  path: string,
  steps: readonly (() => void)[],
  place?: LogPlace,
): ReadLog {
  const known = new Map<string, CallRecord>();
  const turns = new Set<string>();
  let state: ParserState = {};
  const readOn = (): void => {
    const read = readStore(format, path, state, place);
    ({ state } = read);
    for (const call of read.calls) {
      const key = keyOf(call);
      const before = known.get(key);
      known.set(key, before === undefined ? call : mergeCalls(before, call));
    }
    for (const turn of read.turns) turns.add(turn.id);
  };
  for (const step of steps) {
    step();
    readOn();
  }
  const whole = readStore(format, path, {}, place);
  const assertWhole = (): void => {
    assert.deepEqual(counting([...known.values()]), counting(whole.calls));
    assert.deepEqual([...turns].toSorted(), [...new Set(whole.turns.map((turn) => turn.id))].toSorted());
  };
  assertWhole();
  readOn();
  assertWhole();
  return whole;
}

/** Cut short and with flipped bytes, a store is read without failing, or is unknown. */
export function assertStoreSurvivesDamage(format: StoreFormat, path: string, place?: LogPlace): void {
  const whole = readFileSync(path);
  const random = seededRandom(1);
  const damaged = `${path}.damaged`;
  const read = (bytes: Buffer): void => {
    writeFileSync(damaged, bytes);
    try {
      readStore(format, damaged, {}, place);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
    }
  };
  for (let trial = 0; trial < 40; trial += 1) {
    read(whole.subarray(0, random.int(0, whole.length - 1)));
    const flipped = Buffer.from(whole);
    for (let flips = 0; flips < 5; flips += 1) {
      const at = random.int(0, whole.length - 1);
      flipped[at] = (flipped[at] ?? 0) ^ random.int(1, 255);
    }
    read(flipped);
  }
}

/** The calls that count, as the ledger has it: those that yield to one that is there do not. */
function counting(calls: readonly CallRecord[]): readonly object[] {
  const primary = new Set(calls.filter((call) => call.member !== "").map((call) => call.family));
  return calls
    .filter((call) => call.yieldsTo === undefined || !primary.has(call.yieldsTo))
    .toSorted(byKey)
    .map((call) => ({ ...call, numbersRank: undefined }));
}

function keyOf({ family, member }: CallRecord): string {
  return `${family}\n${member}`;
}

function byKey(a: CallRecord, b: CallRecord): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
