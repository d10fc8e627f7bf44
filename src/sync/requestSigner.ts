import { SENT_AT_HEADER, SIGNATURE_HEADER, bytesToSign, deviceAuthorization } from "../shared/board/signedRequest.ts";
import type { Membership } from "../shared/board/outbox.ts";
import type { DeviceKey } from "./deviceKey.ts";

export interface ToSign {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  /** By the board's clock, as far as it is known. */
  readonly sentAtMs: number;
}

export type MemberIds = Pick<Membership, "memberId" | "deviceId">;

/** Headers that prove that the holder of the key sends this; with `member`, on whose behalf. */
export function signedHeaders(
  key: DeviceKey,
  member: MemberIds | undefined,
  { method, path, body, sentAtMs }: ToSign,
): Readonly<Record<string, string>> {
  const bytes = new TextEncoder().encode(body ?? "");
  return {
    [SENT_AT_HEADER]: String(sentAtMs),
    [SIGNATURE_HEADER]: key.sign(bytesToSign({ method, path, sentAt: sentAtMs, body: bytes })),
    ...(member === undefined ? {} : { authorization: deviceAuthorization(member.memberId, member.deviceId) }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
}
