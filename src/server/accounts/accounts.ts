import type { Role } from "../../shared/board/viewer.ts";
import { flagIn, numberIn, optionalTextIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";

/** Roles that are given to somebody; that of a member comes by taking part. */
export const STAFF_ROLES = ["moderator", "operator", "auditor"] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface Account {
  /** The person's number; a member has the same. */
  readonly account: number;
  /** What the logs and the marks over named views call them. */
  readonly viewerId: string;
  readonly isMember: boolean;
  /** An account of staff, made under a name. */
  readonly isNamed: boolean;
  readonly staffRoles: readonly StaffRole[];
}

export interface Accounts {
  find(account: number): Promise<Account | undefined>;
  /** As `find`, and until the end of the transaction nobody else makes anything of the account or takes it away. */
  lock(account: number): Promise<Account | undefined>;
  findViewer(viewerId: string): Promise<Account | undefined>;
  /** Makes it where it does not exist yet. */
  ensure(account: number, surroundings: { readonly nowMs: number; readonly random: RandomBytes }): Promise<void>;
}

const READ = `
  SELECT a.member_id, a.viewer_id, m.member_id IS NOT NULL AS is_member, a.name IS NOT NULL AS is_named,
    (SELECT string_agg(r.role, ' ') FROM role_grant r WHERE r.member_id = a.member_id) AS roles
  FROM account a LEFT JOIN member m ON m.member_id = a.member_id`;

export function accountsIn(queries: Queries): Accounts {
  const find = async (account: number): Promise<Account | undefined> => {
    const [row] = await queries.query(`${READ} WHERE a.member_id = $1`, [account]);
    return row === undefined ? undefined : readAccount(row);
  };
  return {
    find,
    async lock(account) {
      // By itself: what else there is of it is read once whoever had the lock is through.
      await queries.query("SELECT 1 FROM account WHERE member_id = $1 FOR UPDATE", [account]);
      return find(account);
    },
    async findViewer(viewerId) {
      const [row] = await queries.query(`${READ} WHERE a.viewer_id = $1`, [viewerId]);
      return row === undefined ? undefined : readAccount(row);
    },
    async ensure(account, { nowMs, random }) {
      await queries.query(
        "INSERT INTO account (member_id, viewer_id, created_ms) VALUES ($1, $2, $3) ON CONFLICT (member_id) DO NOTHING",
        [account, makeViewerId(random), nowMs],
      );
    },
  };
}

/** Staff roles among words with spaces between them. */
export function readStaffRoles(words: string): readonly StaffRole[] {
  const given = words.split(" ");
  return STAFF_ROLES.filter((role) => given.includes(role));
}

/** 60 random bits, short enough to stand over a picture of the screen and be read off it. */
export function makeViewerId(random: RandomBytes): string {
  return Buffer.from(random(10))
    .toString("base64url")
    .replace(/[^A-Za-z0-9]/g, "x")
    .slice(0, 10)
    .toLowerCase();
}

function readAccount(row: Row): Account {
  return {
    account: numberIn(row, "member_id"),
    viewerId: textIn(row, "viewer_id"),
    isMember: flagIn(row, "is_member"),
    isNamed: flagIn(row, "is_named"),
    staffRoles: readStaffRoles(optionalTextIn(row, "roles") ?? ""),
  };
}
