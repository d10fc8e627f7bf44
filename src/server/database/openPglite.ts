import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import type { BoardDatabase, Queries, Row } from "./boardDatabase.ts";
import { INT8 } from "./int8.ts";
import { lockFolder } from "./lockFolder.ts";

/** Whole numbers of any width are numbers, also sums that are rounded by that: else large ones would be of another type. */
const PARSERS = { [INT8]: Number };

/**
 * PostgreSQL inside this process, with its files in a folder that no other process may use meanwhile: two of them on one folder
 * lose data without an error.
 *
 * @throws FolderInUse where another process has the folder
 */
export async function openPglite(folder: string): Promise<BoardDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    const database = await createPglite(join(folder, "data"));
    return overPglite(database, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** PostgreSQL in memory, for tests and trials: gone with the process. */
export async function openPgliteInMemory(): Promise<BoardDatabase> {
  return overPglite(await createPglite(undefined), () => {});
}

async function createPglite(dataDir: string | undefined): Promise<PGlite> {
  // Loaded only where it is used: it is 15 MB and takes a second.
  const { PGlite: Pglite } = await import("@electric-sql/pglite");
  if (dataDir === undefined) return Pglite.create({ parsers: PARSERS });
  const database = await Pglite.create({ dataDir, parsers: PARSERS });
  // A journal that is used again holds what was deleted long ago. The setting holds from the next opening on.
  const { rows } = await database.query<Row>("SHOW wal_recycle");
  if (rows[0]?.["wal_recycle"] === "off") return database;
  await database.exec("ALTER SYSTEM SET wal_recycle = off");
  await database.close();
  return Pglite.create({ dataDir, parsers: PARSERS });
}

function overPglite(database: PGlite, afterClose: () => void): BoardDatabase {
  return {
    ...queriesOn(database),
    transaction: (body) => database.transaction((transaction) => body(queriesOn(transaction))),
    async close() {
      try {
        await database.close();
      } finally {
        afterClose();
      }
    },
  };
}

function queriesOn(database: PGlite | Transaction): Queries {
  return {
    async query(sql, values = []) {
      return (await database.query<Row>(sql, [...values])).rows;
    },
    async run(sql) {
      await database.exec(sql);
    },
  };
}
