import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PlainFault } from "../plainFault.ts";
import { textIn, type BoardDatabase, type Queries } from "./boardDatabase.ts";

/** Any number, the same for all instances of the server. */
const MIGRATION_LOCK = 7_412_001;

/** A step goes through whole tables, and a second server waits until the first has taken it. */
const AT_LEISURE = "SET LOCAL statement_timeout = 0";

const FILE = /^\d{3}_[a-z0-9_]+(?<citus>\.citus)?\.sql$/;

/**
 * Takes the steps that this database has not taken yet, in the order of their names, each wholly or not at all. Steps only go
 * forward. Those named `.citus.sql` are taken where that extension is there, also when it came later.
 *
 * @returns the names of the steps taken now
 * @throws PlainFault where a database has taken a step that this program does not know: it is too old for it
 */
export async function migrate(database: BoardDatabase, folder: string): Promise<readonly string[]> {
  const files = readdirSync(folder)
    .filter((name) => FILE.test(name))
    .toSorted();
  const taken: string[] = [];
  await database.transaction(async (queries) => {
    await queries.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    const before = await stepsTaken(queries);
    const unknown = [...before].find((name) => !files.includes(name));
    if (unknown !== undefined)
      throw new PlainFault(
        `The database has step ${unknown} of a newer board: start that version again, or restore a backup from before it.`,
      );
    const isCitus = await hasCitus(queries);
    for (const name of files) {
      if (before.has(name) || (name.endsWith(".citus.sql") && !isCitus)) continue;
      await queries.run(readFileSync(join(folder, name), "utf8"));
      await queries.query("INSERT INTO schema_step (name) VALUES ($1)", [name]);
      taken.push(name);
    }
  }, AT_LEISURE);
  return taken;
}

async function stepsTaken(queries: Queries): Promise<ReadonlySet<string>> {
  await queries.run("CREATE TABLE IF NOT EXISTS schema_step (name text PRIMARY KEY)");
  const rows = await queries.query("SELECT name FROM schema_step");
  return new Set(rows.map((row) => textIn(row, "name")));
}

async function hasCitus(queries: Queries): Promise<boolean> {
  return (await queries.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'")).length > 0;
}
