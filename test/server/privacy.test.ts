import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { DUMP_FILE, dumpFolder } from "../../src/server/database/dumpFolder.ts";
import { openPglite } from "../../src/server/database/openPglite.ts";
import { keepRetention } from "../../src/server/housekeeping.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { catchUp } from "../support/server/catchUp.ts";
import { TRACE, fillTables } from "../support/server/fillTables.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { list, upload } from "../support/server/uploads.ts";
import { NOON, wireRow } from "../support/server/wireRows.ts";

const HANDLE = "Zaphod-B";

interface Traces {
  /** As they stand in the text of a column. */
  readonly texts: readonly string[];
  /** As they stand in a file. */
  readonly bytes: readonly Buffer[];
}

/** By what a member could be found: ids, keys and their hashes, names, and what was put into tables. */
async function tracesOf(database: BoardDatabase, { registered }: TestDevice): Promise<Traces> {
  const { memberId, deviceId } = registered;
  const [key] = await database.query("SELECT encode(public_key, 'hex') AS hex FROM device WHERE member_id = $1", [
    memberId,
  ]);
  const [code] = await database.query("SELECT encode(code_hash, 'hex') AS hex FROM invitation WHERE member_id = $1", [
    memberId,
  ]);
  const hashes = [String(key?.["hex"]), String(code?.["hex"])];
  for (const hash of hashes) assert.equal(hash.length, 64);
  const id = Buffer.alloc(8);
  id.writeBigUInt64LE(BigInt(memberId));
  return {
    texts: [
      String(memberId),
      String(deviceId),
      HANDLE,
      HANDLE.toLowerCase(),
      TRACE,
      Buffer.from(TRACE).toString("hex"),
      ...hashes,
    ],
    bytes: [
      id,
      Buffer.from(HANDLE),
      Buffer.from(HANDLE.toLowerCase()),
      Buffer.from(TRACE),
      ...hashes.map((hash) => Buffer.from(hash, "hex")),
    ],
  };
}

/** Every column of every table of the catalogue, parts of tables among them, that holds one of the texts. */
async function columnsWith(database: BoardDatabase, texts: readonly string[]): Promise<readonly string[]> {
  const columns = await database.query(
    `SELECT c.oid::regclass::text AS table, quote_ident(a.attname) AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind IN ('r', 'm') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  assert.ok(columns.length > 100);
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await database.query(
      `SELECT count(*)::int AS n FROM ${String(table)} t, jsonb_array_elements_text($1::jsonb) AS trace(text)
       WHERE position(trace.text IN t.${String(column)}::text) > 0`,
      [JSON.stringify(texts)],
    );
    if (Number(row?.["n"]) > 0) found.push(`${String(table)}.${String(column)}`);
  }
  return found;
}

/** Somebody of whom the board holds something in every table, and somebody else. */
async function populate(board: TestBoard): Promise<{ readonly leaver: TestDevice; readonly other: TestDevice }> {
  const code = await board.invite();
  const leaver = await TestDevice.join(board, code);
  const other = await TestDevice.join(board, code);
  for (const device of [leaver, other])
    await upload(board, device, [wireRow(), wireRow({ h: NOON - 200 }), wireRow({ h: NOON - 700, mode: 0 })]);
  await list(leaver, HANDLE);
  await list(other, "Trillian");
  await leaver.ask({ method: "POST", path: "/v1/me/links", body: "{}" });
  await catchUp(board.database, board.nowMs);
  await fillTables(board.database, leaver.registered.memberId);
  return { leaver, other };
}

function filesWith(folder: string, traces: readonly Buffer[]): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const content = readFileSync(file);
      return traces.some((trace) => content.includes(trace));
    });
}

describe("who leaves a board", () => {
  onEachDatabase((databases) => {
    it("is in no column of any table any more, whatever table something of theirs was in", async function () {
      this.timeout(300_000);
      const board = await TestBoard.open(await databases.open());
      const { leaver, other } = await populate(board);
      const { texts } = await tracesOf(board.database, leaver);
      const before = await columnsWith(board.database, texts);
      const tables = new Set(before.map((name) => name.split(".")[0]?.replace(/_w\d+$/, "")));
      for (const row of await board.database.query(
        "SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attname = 'member_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace",
      ))
        assert.ok(tables.has(String(row["name"])), `Nothing of the member is in ${String(row["name"])}`);

      const receipt = await leaver.ask({ method: "POST", path: "/v1/me/leave", body: "{}" });
      assert.equal(receipt.statusCode, 200, receipt.body);
      assert.deepEqual(await columnsWith(board.database, texts), []);
      await catchUp(board.database, board.nowMs);
      await keepRetention(board.database, board.nowMs);
      assert.deepEqual(await columnsWith(board.database, texts), []);
      assert.ok((await columnsWith(board.database, [String(other.registered.memberId)])).length > 4);
      await board.close();
    });
  });

  it("is in no file of PGlite's folder after the nightly dump, nor in the dump", async function () {
    this.timeout(180_000);
    const folder = mkdtempSync(join(tmpdir(), "token-legend-left-"));
    try {
      const database = await openPglite(folder);
      const board = await TestBoard.open(database);
      const { leaver } = await populate(board);
      const { bytes } = await tracesOf(database, leaver);
      assert.equal((await leaver.ask({ method: "POST", path: "/v1/me/leave", body: "{}" })).statusCode, 200);
      // Deleted rows stay in pages and journal for now.
      assert.ok(filesWith(folder, bytes).length > 0);
      await dumpFolder(database, folder);
      const unpacked = join(folder, "unpacked");
      mkdirSync(unpacked);
      execFileSync("tar", ["-xzf", join(folder, DUMP_FILE), "-C", unpacked]);
      assert.deepEqual(filesWith(folder, bytes), []);
      await board.close();
      await database.close();
      assert.deepEqual(filesWith(folder, bytes), []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
