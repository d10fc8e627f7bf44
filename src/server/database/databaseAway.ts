/** The database cannot serve now and may be able to soon: away, starting, full, overloaded, or the statement lost a conflict. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
}

/** Classes of SQLSTATE that say so: connection, transaction rollback, resources, operator intervention, system. */
const PASSING_CLASSES: ReadonlySet<string> = new Set(["08", "40", "53", "57", "58"]);

/** A failure with an SQLSTATE of PostgreSQL that passes. */
export function isPassing(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code !== undefined && PASSING_CLASSES.has(code.slice(0, 2));
}

export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}
