import { textIn, type BoardDatabase } from "./boardDatabase.ts";

/**
 * Has the database look anew at tables that are half as large again as when it last looked. Statements are planned once, and one that
 * was planned while a table was empty reads all of it ever after: the embedded database never looks by itself, and PostgreSQL not
 * before a minute is over.
 */
export async function keepStatistics(database: BoardDatabase): Promise<void> {
  for (const row of await database.query(GROWN)) await database.run(`ANALYZE ${textIn(row, "name")}`);
}

/** Plans for tables of less than eight pages, of 8 KB each, are good either way. */
const GROWN = `
  SELECT c.oid::regclass::text AS name FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    AND pg_relation_size(c.oid) > (greatest(c.relpages, 0) * 1.5 + 8) * current_setting('block_size')::int
  ORDER BY 1`;
