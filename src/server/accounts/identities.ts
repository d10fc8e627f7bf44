import { createHmac } from "node:crypto";
import { bytesIn, numberIn, type Queries } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { randomMemberId } from "../membership/randomIds.ts";
import { accountsIn } from "./accounts.ts";

const SALT_BYTES = 32;

/** The account of whom a directory means, made where there is none. Of who it is, a hash is kept that means nothing elsewhere. */
export async function ensureIdentity(
  queries: Queries,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
  surroundings: { readonly nowMs: number; readonly random: RandomBytes },
): Promise<number> {
  const hash = createHmac("sha256", await saltOf(queries, surroundings.random))
    .update(JSON.stringify([issuer, subject]))
    .digest();
  await queries.query(
    "INSERT INTO identity (identity_hash, member_id) VALUES ($1, $2) ON CONFLICT (identity_hash) DO NOTHING",
    [hash, randomMemberId(surroundings.random)],
  );
  const [row] = await queries.query("SELECT member_id FROM identity WHERE identity_hash = $1", [hash]);
  const account = numberIn(row, "member_id");
  await accountsIn(queries).ensure(account, surroundings);
  return account;
}

async function saltOf(queries: Queries, random: RandomBytes): Promise<Uint8Array> {
  const [row] = await queries.query(
    "UPDATE board SET identity_salt = coalesce(identity_salt, $1) RETURNING identity_salt",
    [random(SALT_BYTES)],
  );
  return bytesIn(row, "identity_salt");
}
