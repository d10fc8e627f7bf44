import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { Pool } from "pg";
import { textIn, type BoardDatabase, type Row } from "./boardDatabase.ts";
import { lockFolder } from "./lockFolder.ts";
import { overPool } from "./overPool.ts";
import { PgliteStream } from "./pgliteStream.ts";
import { wholeNumbers } from "./wholeNumbers.ts";

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
    return overPglite(await createPglite(join(folder, "data")), () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Whether there is one already, which `openPglite` would open. */
export function holdsDatabase(folder: string): boolean {
  return existsSync(join(folder, "data", "PG_VERSION"));
}

/** What holds from the next opening on. */
const SETTINGS: Readonly<Record<string, string>> = {
  // A journal that is used again holds what was deleted long ago.
  wal_recycle: "off",
  // Everybody waits while it looks at a table: 3,000 rows of one tell the planner enough.
  default_statistics_target: "10",
};

/** PostgreSQL in memory, for tests and trials: gone with the process. */
export async function openPgliteInMemory(): Promise<BoardDatabase> {
  return overPglite(await createPglite(undefined), () => {});
}

async function createPglite(dataDir: string | undefined): Promise<PGlite> {
  // Loaded only where it is used: it is 15 MB and takes a second.
  const { PGlite: Pglite } = await import("@electric-sql/pglite");
  if (dataDir === undefined) return Pglite.create();
  const database = await Pglite.create({ dataDir });
  const { rows } = await database.query<Row>("SELECT name, setting FROM pg_settings WHERE name = ANY ($1)", [
    Object.keys(SETTINGS),
  ]);
  const others = rows.filter((row) => SETTINGS[textIn(row, "name")] !== textIn(row, "setting"));
  if (others.length === 0) return database;
  for (const row of others) {
    const name = textIn(row, "name");
    await database.exec(`ALTER SYSTEM SET ${name} = ${SETTINGS[name] ?? "DEFAULT"}`);
  }
  await database.close();
  return Pglite.create({ dataDir });
}

/** Its one connection by the client of PostgreSQL, which has statements planned once: here that is half of what small ones take. */
function overPglite(database: PGlite, afterClose: () => void): BoardDatabase {
  const pool = new Pool({
    stream: () => new PgliteStream(database),
    // Whatever the environment asks of a server on the network.
    ssl: false,
    max: 1,
    idleTimeoutMillis: 0,
    types: wholeNumbers(),
  });
  return {
    ...overPool(pool, (ask) => ask()),
    async close() {
      try {
        await pool.end();
        await database.close();
      } finally {
        afterClose();
      }
    },
  };
}
