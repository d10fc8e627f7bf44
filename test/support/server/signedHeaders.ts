import { sign, type KeyObject } from "node:crypto";
import { bytesToSign, type RequestToSign } from "../../../src/shared/board/signedRequest.ts";

/** Headers under which a board takes the request as one of the key's holder. */
export function signedHeaders(
  key: KeyObject,
  request: RequestToSign,
  authorization?: string,
): Readonly<Record<string, string>> {
  return {
    "x-signature": sign(null, bytesToSign(request), key).toString("base64url"),
    "x-sent-at": String(request.sentAt),
    ...(authorization === undefined ? {} : { authorization }),
    ...(request.body.length === 0 ? {} : { "content-type": "application/json" }),
  };
}
