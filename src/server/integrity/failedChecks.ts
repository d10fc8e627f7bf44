import { textIn, type Queries } from "../database/boardDatabase.ts";

const DAY_MS = 86_400_000;

/** C20: a check that could not run, or sees something in too many people to be right about them. */
export async function noteFailedCheck(queries: Queries, code: string, nowMs: number): Promise<void> {
  await queries.query(
    `INSERT INTO failed_check (code, at_ms, times) VALUES ($1, $2, 1)
     ON CONFLICT (code) DO UPDATE SET at_ms = excluded.at_ms, times = failed_check.times + 1`,
    [code, nowMs],
  );
}

/** Checks that have failed within the last day. */
export async function readFailedChecks(queries: Queries): Promise<readonly string[]> {
  const rows = await queries.query("SELECT code FROM failed_check ORDER BY code");
  return rows.map((row) => textIn(row, "code"));
}

export async function dropOldFailures(queries: Queries, nowMs: number): Promise<void> {
  await queries.query("DELETE FROM failed_check WHERE at_ms < $1", [nowMs - DAY_MS]);
}
