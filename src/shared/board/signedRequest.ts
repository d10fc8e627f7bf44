import type { DeviceId, MemberId } from "./boardIds.ts";

/** Names the purpose, so that a signature made here can be mistaken for no other of the same key. */
const PURPOSE = "token-legend board request, version 1";

export const SIGNATURE_HEADER = "x-signature";
/** Milliseconds since 1970, by the board's clock as far as the sender knows it. */
export const SENT_AT_HEADER = "x-sent-at";

export interface RequestToSign {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly path: string;
  readonly sentAt: number;
  /** As sent; empty where there is no body. */
  readonly body: Uint8Array;
}

/** The bytes that a device signs. The body comes last, so that no part of it can pass for another field. */
export function bytesToSign(request: RequestToSign): Uint8Array {
  const head = `${PURPOSE}\n${request.method}\n${request.path}\n${request.sentAt}\n`;
  const headBytes = new TextEncoder().encode(head);
  const bytes = new Uint8Array(headBytes.length + request.body.length);
  bytes.set(headBytes);
  bytes.set(request.body, headBytes.length);
  return bytes;
}

/** Value of `Authorization`: says whose signature it is. */
export function deviceAuthorization(member: MemberId, device: DeviceId): string {
  return `Device ${member}.${device}`;
}

/** Reads what `deviceAuthorization` writes; `undefined` for anything else. */
export function readDeviceAuthorization(
  header: string,
): { readonly member: number; readonly device: number } | undefined {
  const match = /^Device ([1-9]\d{0,15})\.([1-9]\d{0,9})$/.exec(header);
  if (match === null) return undefined;
  const member = Number(match[1]);
  const device = Number(match[2]);
  return Number.isSafeInteger(member) && device <= 2_147_483_647 ? { member, device } : undefined;
}
