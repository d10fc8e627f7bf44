import { createHmac } from "node:crypto";
import { bytesIn, numberIn, type Queries } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { randomMemberId } from "../membership/randomIds.ts";
import { accountsIn } from "./accounts.ts";

const SALT_BYTES = 32;

/** Whom a directory means: the directory's address and its name for the person. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** The account of whom a directory means, made where there is none. Of who it is, a hash is kept that means nothing elsewhere. */
export async function ensureIdentity(
  queries: Queries,
  identity: Identity,
  surroundings: { readonly nowMs: number; readonly random: RandomBytes },
): Promise<number> {
  const hash = await hashOf(queries, identity, surroundings.random);
  await queries.query(
    "INSERT INTO identity (identity_hash, member_id) VALUES ($1, $2) ON CONFLICT (identity_hash) DO NOTHING",
    [hash, randomMemberId(surroundings.random)],
  );
  const account = await accountOf(queries, hash);
  if (account === undefined) throw new Error("The identity was forgotten at this moment");
  await accountsIn(queries).ensure(account, surroundings);
  return account;
}

/** The account of whom a directory means; `undefined` for who has never signed in here. */
export async function findIdentity(
  queries: Queries,
  identity: Identity,
  random: RandomBytes,
): Promise<number | undefined> {
  return accountOf(queries, await hashOf(queries, identity, random));
}

/** Gives what the directory calls one account to another; answers how many identities that were. */
export async function moveIdentity(queries: Queries, from: number, to: number): Promise<number> {
  const moved = await queries.query("UPDATE identity SET member_id = $2 WHERE member_id = $1 RETURNING 1 AS moved", [
    from,
    to,
  ]);
  return moved.length;
}

export async function countIdentities(queries: Queries, account: number): Promise<number> {
  const [row] = await queries.query("SELECT count(*) AS n FROM identity WHERE member_id = $1", [account]);
  return numberIn(row, "n");
}

/** Until the end of the transaction the identity stays with that account. */
async function accountOf(queries: Queries, hash: Uint8Array): Promise<number | undefined> {
  const [row] = await queries.query("SELECT member_id FROM identity WHERE identity_hash = $1 FOR UPDATE", [hash]);
  return row === undefined ? undefined : numberIn(row, "member_id");
}

async function hashOf(queries: Queries, { issuer, subject }: Identity, random: RandomBytes): Promise<Uint8Array> {
  const salt = await saltOf(queries, random);
  return createHmac("sha256", salt)
    .update(JSON.stringify([issuer, subject]))
    .digest();
}

async function saltOf(queries: Queries, random: RandomBytes): Promise<Uint8Array> {
  const [row] = await queries.query(
    "UPDATE board SET identity_salt = coalesce(identity_salt, $1) RETURNING identity_salt",
    [random(SALT_BYTES)],
  );
  return bytesIn(row, "identity_salt");
}
