import type { Registration } from "../../shared/board/membership.ts";
import { accountsIn } from "../accounts/accounts.ts";
import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { DatabaseAway } from "../database/databaseAway.ts";
import { codesIn, type RandomBytes } from "./codes.ts";
import { devicesIn } from "./devices.ts";
import { membersIn } from "./members.ts";
import { randomDeviceId, randomMemberId } from "./randomIds.ts";
import { REQUESTS_PER_HOUR } from "./requestBucket.ts";

export interface Joined {
  readonly member: number;
  readonly device: number;
}

/**
 * Makes a device, and a member with it unless the code belongs to one. The same key again finds what the first time made and
 * uses up nothing, so that a lost answer can be asked for again.
 *
 * @returns `undefined` where the code is no good
 */
export async function register(
  database: BoardDatabase,
  registration: Registration,
  surroundings: { readonly nowMs: number; readonly random: RandomBytes },
): Promise<Joined | undefined> {
  const publicKey = Buffer.from(registration.publicKey, "base64url");
  const { nowMs, random } = surroundings;
  return database.transaction(async (queries) => {
    const earlier = await findRegistration(queries, publicKey);
    if (earlier !== undefined) return earlier;
    const code = await codesIn(queries).take(registration.code, nowMs);
    if (code === undefined) return undefined;
    const member = code.member ?? randomMemberId(random);
    if (code.member === undefined) await accountsIn(queries).ensure(member, surroundings);
    if ((await membersIn(queries).lock(member)) === undefined) {
      // Whoever has signed in and takes no part yet comes to take part with the same number.
      if ((await accountsIn(queries).lock(member)) === undefined) return undefined;
      await membersIn(queries).add(member, nowMs);
    }
    const device = randomDeviceId(random);
    await devicesIn(queries).add({
      member,
      device,
      publicKey,
      createdMs: nowMs,
      bucketLeft: REQUESTS_PER_HOUR,
      bucketMs: nowMs,
    });
    const taken = await queries.query(
      "INSERT INTO registration (public_key, member_id, device_id) VALUES ($1, $2, $3) ON CONFLICT (public_key) DO NOTHING RETURNING device_id",
      [publicKey, member, device],
    );
    // The same key is being registered at this moment; asked again, it finds what that makes.
    if (taken.length === 0) throw new DatabaseAway("The key is being registered");
    return { member, device };
  });
}

async function findRegistration(queries: Queries, publicKey: Uint8Array): Promise<Joined | undefined> {
  const [row] = await queries.query("SELECT member_id, device_id FROM registration WHERE public_key = $1", [publicKey]);
  return row === undefined ? undefined : { member: numberIn(row, "member_id"), device: numberIn(row, "device_id") };
}
