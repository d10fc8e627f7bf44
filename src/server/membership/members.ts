import type { Listing } from "../../shared/board/membership.ts";
import { owesEvidence } from "../integrity/askEvidence.ts";
import { flagIn, numberIn, optionalTextIn, type Queries } from "../database/boardDatabase.ts";

export interface Member {
  readonly joinedMs: number;
  readonly listed: boolean;
  readonly handle: string | undefined;
  /** Out of the ranks for now; see `setHold`. */
  readonly isHeld: boolean;
}

export interface Members {
  find(member: number): Promise<Member | undefined>;
  /** As `find`, and until the end of the transaction nobody else changes anything of the member. */
  lock(member: number): Promise<Member | undefined>;
  add(member: number, nowMs: number): Promise<void>;
  /** Answers whether it could be done: a handle belongs to one member. The member has to be locked. */
  setListing(member: number, listing: Listing, nowMs: number): Promise<boolean>;
}

const COLUMNS = "joined_ms, listed, handle, held_until_ms IS NOT NULL AS is_held";

export function membersIn(queries: Queries): Members {
  const read = async (sql: string, member: number): Promise<Member | undefined> => {
    const [row] = await queries.query(sql, [member]);
    if (row === undefined) return undefined;
    return {
      joinedMs: numberIn(row, "joined_ms"),
      listed: flagIn(row, "listed"),
      handle: optionalTextIn(row, "handle"),
      isHeld: flagIn(row, "is_held"),
    };
  };
  return {
    find: (member) => read(`SELECT ${COLUMNS} FROM member WHERE member_id = $1`, member),
    lock: (member) => read(`SELECT ${COLUMNS} FROM member WHERE member_id = $1 FOR UPDATE`, member),
    async add(member, nowMs) {
      await queries.query("INSERT INTO member (member_id, joined_ms) VALUES ($1, $2)", [member, nowMs]);
    },
    async setListing(member, listing, nowMs) {
      const handle = listing.listed ? listing.handle : null;
      if (handle !== null && !(await takeHandle(queries, member, handle))) return false;
      const folded = handle === null ? "" : foldHandle(handle);
      await queries.query("DELETE FROM handle WHERE member_id = $1 AND folded <> $2", [member, folded]);
      await queries.query("UPDATE member SET listed = $2, handle = $3 WHERE member_id = $1", [
        member,
        listing.listed,
        handle,
      ]);
      await queries.query(LIST, [member, nowMs]);
      return true;
    },
  };
}

const LIST = `
  UPDATE window30 w SET listed = m.listed AND NOT ${owesEvidence("$2::bigint")} FROM member m
  WHERE w.member_id = $1 AND m.member_id = $1`;

async function takeHandle(queries: Queries, member: number, handle: string): Promise<boolean> {
  const folded = foldHandle(handle);
  await queries.query("INSERT INTO handle (folded, member_id) VALUES ($1, $2) ON CONFLICT (folded) DO NOTHING", [
    folded,
    member,
  ]);
  const [row] = await queries.query("SELECT member_id FROM handle WHERE folded = $1", [folded]);
  return numberIn(row, "member_id") === member;
}

/** One form for what looks the same to a reader, up to letters of other scripts. */
function foldHandle(handle: string): string {
  return handle.normalize("NFKC").toLowerCase();
}
