import { createHmac } from "node:crypto";
import { bytesIn, type Queries } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";

/** What goes into the board's keyed hashes, so that they mean nothing elsewhere. Made when it is first asked for. */
export async function boardSalt(queries: Queries, random: RandomBytes): Promise<Uint8Array> {
  await queries.query("UPDATE board SET evidence_salt = $1 WHERE evidence_salt IS NULL", [random(32)]);
  const [row] = await queries.query("SELECT evidence_salt FROM board");
  return bytesIn(row, "evidence_salt");
}

/** What a moderator sees instead of who it is: the same for all signals of one person, and nothing to look them up by. */
export function subjectOf(salt: Uint8Array, member: number): string {
  return createHmac("sha256", salt).update(`subject ${member}`).digest("hex").slice(0, 10);
}
