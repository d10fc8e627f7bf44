import type { BoardDatabase, Row, SqlValue } from "../../../src/server/database/boardDatabase.ts";

/** Text that a trace in a column of text holds; the rest of it tells the column. */
export const TRACE = "trace-of-a-member";

const COLUMNS = `
  SELECT c.relname AS table, a.attname AS column, a.atttypid::regtype::text AS type
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
    AND c.relname IN (SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE attname = 'member_id')
  ORDER BY c.relname, a.attnum`;

/** What columns with rules of their own take. */
const RULED: Readonly<Record<string, SqlValue>> = {
  "role_grant.role": "moderator",
  "flag.effect": "info",
  "flag.status": "open",
};

/**
 * Puts a row of the member into every table with a column `member_id` that has none of theirs yet, also into tables that whoever
 * wrote the test had not heard of.
 *
 * @returns the tables that were filled
 */
export async function fillTables(database: BoardDatabase, member: number): Promise<readonly string[]> {
  const columns = await database.query(COLUMNS);
  const tables = [...new Set(columns.map((row) => String(row["table"])))];
  const filled: string[] = [];
  for (const table of tables) {
    if ((await database.query(`SELECT 1 FROM ${table} WHERE member_id = $1 LIMIT 1`, [member])).length > 0) continue;
    const own = columns.filter((row) => row["table"] === table);
    const values = own.map((row, i) => (row["column"] === "member_id" ? member : valueOf(row, i)));
    const names = own.map((row) => String(row["column"])).join(", ");
    await database.query(
      `INSERT INTO ${table} (${names}) VALUES (${values.map((_, i) => `$${i + 1}`).join(", ")})`,
      values,
    );
    filled.push(table);
  }
  return filled;
}

function valueOf(row: Row, i: number): SqlValue {
  const name = `${String(row["table"])}.${String(row["column"])}`;
  const ruled = RULED[name];
  if (ruled !== undefined) return ruled;
  switch (row["type"]) {
    case "text":
      return `${TRACE} ${name}`;
    case "bytea":
      return Buffer.from(`${TRACE} ${name}`);
    case "jsonb":
    case "json":
      return JSON.stringify({ note: `${TRACE} ${name}` });
    case "boolean":
      return true;
    case "uuid":
      return "01936f5e-3b00-7000-8000-feedfacefeed";
    default:
      return i + 1;
  }
}
