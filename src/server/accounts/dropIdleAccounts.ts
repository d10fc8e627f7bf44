import { numberIn, type Queries } from "../database/boardDatabase.ts";

const KEPT_MS = 35 * 86_400_000;
/** In one go; what is left is found an hour later. */
const MOST = 1_000;

/** Forgets who signed in a while ago and has come to nothing: no member, no role, no name of staff, no session. */
export async function dropIdleAccounts(queries: Queries, nowMs: number): Promise<void> {
  const idle = await queries.query(
    `SELECT a.member_id FROM account a WHERE a.created_ms < $1
       AND NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = a.member_id)
       AND NOT EXISTS (SELECT 1 FROM role_grant r WHERE r.member_id = a.member_id)
       AND NOT EXISTS (SELECT 1 FROM staff_name s WHERE s.member_id = a.member_id) LIMIT ${MOST}`,
    [nowMs - KEPT_MS],
  );
  const accounts = JSON.stringify(idle.map((row) => numberIn(row, "member_id")));
  const signedIn = await queries.query(
    "SELECT DISTINCT member_id FROM session WHERE member_id IN (SELECT jsonb_array_elements_text($1::jsonb)::bigint)",
    [accounts],
  );
  const busy = new Set(signedIn.map((row) => numberIn(row, "member_id")));
  const gone = JSON.stringify(idle.map((row) => numberIn(row, "member_id")).filter((account) => !busy.has(account)));
  // The identity first: one without an account gets a new one at the next sign-in, an account without an identity never goes.
  for (const table of ["identity", "account"])
    await queries.query(
      `DELETE FROM ${table} WHERE member_id IN (SELECT jsonb_array_elements_text($1::jsonb)::bigint)`,
      [gone],
    );
}
