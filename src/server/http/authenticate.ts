import { createPublicKey, verify } from "node:crypto";
import type { FastifyRequest } from "fastify";
import {
  SENT_AT_HEADER,
  SIGNATURE_HEADER,
  bytesToSign,
  readDeviceAuthorization,
} from "../../shared/board/signedRequest.ts";
import { readBoard } from "../boardRecord.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { devicesIn, type Signer } from "../membership/devices.ts";
import { refusedUntil } from "../membership/leave.ts";
import { Refusal } from "./refusal.ts";

/** How far a request's time may be off, so that one that was overheard cannot be used for long. */
const MOST_OFF_MS = 5 * 60_000;

/**
 * The device that signed the request.
 *
 * @throws Refusal where none did; `gone` where its member or it itself is no more
 */
export async function authenticate(queries: Queries, request: FastifyRequest): Promise<Signer> {
  const named = readDeviceAuthorization(request.headers.authorization ?? "");
  if (named === undefined) throw new Refusal("unsigned");
  const device = await devicesIn(queries).findSigner(named.member, named.device);
  if (device === undefined) {
    const { boardId } = await readBoard(queries);
    const hasLeft = (await refusedUntil(queries, boardId, named.member)) !== undefined;
    throw new Refusal(hasLeft ? "gone" : "unsigned");
  }
  if (!isSignedBy(device.publicKey, request)) throw new Refusal("unsigned");
  if (device.isRevoked) throw new Refusal("gone");
  return device;
}

/** @throws Refusal where the request was signed at another time than now */
export function requireRecent(request: FastifyRequest, nowMs: number): void {
  if (Math.abs(nowMs - sentAtOf(request)) > MOST_OFF_MS) throw new Refusal("clock");
}

/** Whether the holder of the key signed exactly this request. */
export function isSignedBy(publicKey: Uint8Array, request: FastifyRequest): boolean {
  const signature = request.headers[SIGNATURE_HEADER];
  if (typeof signature !== "string" || !/^[A-Za-z0-9_-]{86}$/.test(signature)) return false;
  const signed = bytesToSign({
    method: request.method,
    path: request.url,
    sentAt: sentAtOf(request),
    body: bodyOf(request),
  });
  const x = Buffer.from(publicKey).toString("base64url");
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, signed, key, Buffer.from(signature, "base64url"));
  } catch {
    // Not every text of the right length is a key.
    return false;
  }
}

/** The body as it was received; empty where there is none. */
export function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

function sentAtOf(request: FastifyRequest): number {
  const header = request.headers[SENT_AT_HEADER];
  return typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : Number.NaN;
}
