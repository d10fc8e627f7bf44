import { accountsIn, readStaffRoles, type StaffRole } from "../accounts/accounts.ts";
import { sessionsIn } from "../accounts/sessions.ts";
import { numberIn, optionalTextIn, textIn, type Queries } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { randomMemberId } from "../membership/randomIds.ts";

interface Surroundings {
  readonly nowMs: number;
  readonly random: RandomBytes;
}

/** Who has a role that was given here, those with names first. Roles of the directory's groups it knows alone. */
export async function readStaff(
  queries: Queries,
): Promise<readonly { readonly viewerId: string; readonly name?: string; readonly roles: StaffRole[] }[]> {
  const rows = await queries.query(
    `SELECT a.viewer_id, a.name, string_agg(r.role, ' ') AS roles FROM role_grant r JOIN account a ON a.member_id = r.member_id
     GROUP BY a.member_id, a.viewer_id, a.name ORDER BY a.name, a.viewer_id`,
  );
  return rows.map((row) => {
    const name = optionalTextIn(row, "name");
    return {
      viewerId: textIn(row, "viewer_id"),
      ...(name === undefined ? {} : { name }),
      roles: [...readStaffRoles(textIn(row, "roles"))],
    };
  });
}

/** Replaces the roles of a person. Whoever's roles change signs in anew. */
export async function setRoles(
  queries: Queries,
  account: number,
  roles: readonly StaffRole[],
  nowMs: number,
): Promise<void> {
  await queries.query("DELETE FROM role_grant WHERE member_id = $1", [account]);
  await queries.query(
    "INSERT INTO role_grant (member_id, role, granted_ms) SELECT $1::bigint, role, $3::bigint FROM jsonb_array_elements_text($2::jsonb) AS r(role)",
    [account, JSON.stringify(roles), nowMs],
  );
  await sessionsIn(queries).endAll(account);
}

/** The account of staff with this name, made where there is none. */
export async function ensureStaff(queries: Queries, name: string, surroundings: Surroundings): Promise<number> {
  const folded = name.normalize("NFKC").toLowerCase();
  await queries.query("INSERT INTO staff_name (folded, member_id) VALUES ($1, $2) ON CONFLICT (folded) DO NOTHING", [
    folded,
    randomMemberId(surroundings.random),
  ]);
  const [row] = await queries.query("SELECT member_id FROM staff_name WHERE folded = $1", [folded]);
  const account = numberIn(row, "member_id");
  await accountsIn(queries).ensure(account, surroundings);
  await queries.query("UPDATE account SET name = $2 WHERE member_id = $1", [account, name]);
  return account;
}
