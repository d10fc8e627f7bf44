import * as v from "valibot";
import { boardIdSchema, deviceIdSchema, memberIdSchema } from "../shared/board/boardIds.ts";
import type { Membership } from "../shared/board/outbox.ts";
import { readDeviceKey, type DeviceKey } from "./deviceKey.ts";
import type { KeyOwner, KeyStore } from "./keyStore.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const membershipSchema = v.object({
  url: v.string(),
  boardId: boardIdSchema,
  memberId: memberIdSchema,
  deviceId: deviceIdSchema,
  epoch: v.string(),
  consentVersion: count,
  isUnattended: v.boolean(),
  joinedAtMs: count,
});
const schema = v.object({
  v: v.literal(1),
  url: v.string(),
  key: v.string(),
  membership: v.optional(membershipSchema),
});

/** What a `KeyStore` holds for one board. */
export interface DeviceSecret {
  /** The board that the key is for: on another it would show that both members are one person. */
  readonly url: string;
  readonly key: DeviceKey;
  /** `undefined` while the board's answer to joining has not come yet. */
  readonly membership: Membership | undefined;
}

/** `undefined` where there is none, or none that can be read. */
export async function readDeviceSecret(store: KeyStore, owner?: KeyOwner): Promise<DeviceSecret | undefined> {
  const read = v.safeParse(schema, parse(await store.read(owner)));
  if (!read.success) return undefined;
  const key = readDeviceKey(read.output.key);
  return key === undefined ? undefined : { url: read.output.url, key, membership: read.output.membership };
}

export async function writeDeviceSecret(store: KeyStore, { url, key, membership }: DeviceSecret): Promise<void> {
  await store.write(
    JSON.stringify({ v: 1, url, key: key.secret, ...(membership === undefined ? {} : { membership }) }),
    membership,
  );
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
