import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { antigravity } from "../../../../src/sources/antigravity/source.ts";
import { formatOf } from "../../../support/readFormat.ts";

export const FORMAT = formatOf(antigravity, "conversation", "store");

export const PLACE = { relativePath: "c1.db" };

/** Fields of a message by their numbers: integers, texts and messages. */
export interface Fields {
  readonly [field: string]: number | bigint | string | Uint8Array | Fields;
}

/** A protobuf message. */
export function encode(fields: Fields): Buffer {
  const parts: Buffer[] = [];
  for (const [field, value] of Object.entries(fields)) {
    const number = BigInt(field);
    if (typeof value === "number" || typeof value === "bigint") {
      parts.push(varint(number << 3n), varint(BigInt(value)));
    } else {
      const bytes =
        typeof value === "string" ? Buffer.from(value) : value instanceof Uint8Array ? value : encode(value);
      parts.push(varint((number << 3n) | 2n), varint(BigInt(bytes.length)), Buffer.from(bytes));
    }
  }
  return Buffer.concat(parts);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

/** 2026-07-01 12:00 UTC, in seconds. */
export const START_S = Date.UTC(2026, 6, 1, 12) / 1_000;

/** 1,200 fresh and 8,000 cached tokens sent, 300 answered, 100 of them thinking. */
export function usage(responseId: string, more: Fields = {}): Fields {
  return { 1: 1_035, 2: 1_200, 3: 300, 5: 8_000, 9: 100, 10: 200, 11: responseId, ...more };
}

export function generation(stats: Fields | undefined, second = 0, model = "gemini-3-flash-a"): Buffer {
  const chat = { 2: "the prompt", 9: { 4: { 1: START_S + second, 2: 500_000_000 } }, 19: model, 21: "Gemini 3 Flash" };
  return encode({ 1: stats === undefined ? chat : { ...chat, 4: stats }, 4: "generation-id" });
}

export function userStep(second: number, trajectory = "t1"): Buffer {
  return encode({ 1: { 1: START_S + second }, 3: 2, 20: { 1: trajectory } });
}

/** A conversation's database in a folder of its own, as its owner keeps it open. */
export class ConversationFile {
  readonly path = join(mkdtempSync(join(tmpdir(), "conversation-")), "c1.db");
  readonly database = new DatabaseSync(this.path);

  constructor() {
    this.database.exec(`PRAGMA journal_mode = WAL;
      CREATE TABLE gen_metadata (idx INTEGER PRIMARY KEY, data BLOB, size INTEGER);
      CREATE TABLE steps (idx INTEGER PRIMARY KEY, step_type INTEGER, status INTEGER, metadata BLOB, step_payload BLOB);
      CREATE TABLE trajectory_metadata_blob (id TEXT PRIMARY KEY, data BLOB)`);
  }

  put(index: number, data: Buffer | null): void {
    this.database.prepare("INSERT OR REPLACE INTO gen_metadata (idx, data) VALUES (?, ?)").run(index, data);
  }

  putStep(index: number, type: number, metadata: Buffer | null): void {
    const statement = this.database.prepare("INSERT OR REPLACE INTO steps (idx, step_type, metadata) VALUES (?, ?, ?)");
    statement.run(index, type, metadata);
  }

  describe(metadata: Fields): void {
    const statement = this.database.prepare("INSERT OR REPLACE INTO trajectory_metadata_blob VALUES ('main', ?)");
    statement.run(encode(metadata));
  }

  remove(): void {
    if (this.database.isOpen) this.database.close();
    rmSync(dirname(this.path), { recursive: true });
  }
}
