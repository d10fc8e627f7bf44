import { createHmac } from "node:crypto";
import { countDaysAnew } from "../ranking/countDaysAnew.ts";
import { bytesIn, numberIn, type Queries } from "../database/boardDatabase.ts";

export const ANTHROPIC = "anthropic" as const;

/** Whom a provider means, as it is stored: nobody can turn it back, and on another board it is another one. */
export function providerUserHash(salt: Uint8Array, provider: string, user: string): Uint8Array {
  return createHmac("sha256", salt).update(`${provider} ${user.trim().toLowerCase()}`).digest();
}

/**
 * Links a member to what a provider calls them, in place of what they were linked to there; `undefined` unlinks. The member has to
 * be locked.
 */
export async function linkProvider(
  queries: Queries,
  { member, provider }: { readonly member: number; readonly provider: string },
  userHash: Uint8Array | undefined,
  nowMs: number,
): Promise<void> {
  await queries.query("DELETE FROM provider_link WHERE member_id = $1 AND provider = $2", [member, provider]);
  const gone = await queries.query("DELETE FROM provider_day WHERE member_id = $1 AND provider = $2 RETURNING day", [
    member,
    provider,
  ]);
  await countDaysAnew(
    queries,
    member,
    gone.map((row) => numberIn(row, "day")),
    nowMs,
  );
  if (userHash === undefined) return;
  await queries.query("INSERT INTO provider_link (member_id, provider, user_hash, linked_ms) VALUES ($1, $2, $3, $4)", [
    member,
    provider,
    userHash,
    nowMs,
  ]);
}

/** Members by the hash, in hexadecimal, of what the provider calls them. */
export async function readLinks(queries: Queries, provider: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await queries.query("SELECT member_id, user_hash FROM provider_link WHERE provider = $1", [provider]);
  const links = new Map<string, number[]>();
  for (const row of rows) {
    const hash = Buffer.from(bytesIn(row, "user_hash")).toString("hex");
    const members = links.get(hash);
    if (members === undefined) links.set(hash, [numberIn(row, "member_id")]);
    else members.push(numberIn(row, "member_id"));
  }
  return links;
}
