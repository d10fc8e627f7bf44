import { textIn, type BoardDatabase } from "../../../src/server/database/boardDatabase.ts";

/** The content of every table, as a dump holds it. */
export type TableBackup = ReadonlyMap<string, string>;

export const TABLES =
  "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace ORDER BY relname";

export async function backUpTables(database: BoardDatabase): Promise<TableBackup> {
  return database.transaction(async (queries) => {
    const backup = new Map<string, string>();
    for (const row of await queries.query(TABLES)) {
      const table = textIn(row, "name");
      const [content] = await queries.query(
        `SELECT coalesce(json_agg(to_json(t)), '[]')::text AS content FROM ${table} t`,
      );
      backup.set(table, textIn(content, "content"));
    }
    return backup;
  });
}

/** Puts a backup in the place of what the tables hold. */
export async function restoreTables(database: BoardDatabase, backup: TableBackup): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.run(`TRUNCATE ${[...backup.keys()].join(", ")}`);
    for (const [table, content] of backup) {
      const [row] = await queries.query(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
      );
      const columns = textIn(row, "columns");
      await queries.query(
        `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
        [content],
      );
    }
  });
}
