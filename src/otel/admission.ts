import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { MAX_BODY_BYTES, TOO_LARGE } from "./readBody.ts";
import { CONTENT_TYPES, type Encoding, type Refusal } from "./replies.ts";
import type { Signal } from "./telemetry.ts";

/** What is known of a request by its head alone. */
export interface Admission {
  /** `undefined` for one sent to the bare address, of which the body tells. */
  readonly signal: Signal | undefined;
  readonly encoding: Encoding;
}

const SIGNALS: ReadonlyMap<string, Signal> = new Map([
  ["/v1/logs", "logs"],
  ["/v1/traces", "traces"],
  ["/v1/metrics", "metrics"],
]);

/** Names of this machine only: a page of a foreign name that resolves to it has another one. */
const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Judges a request by its head. Browsers are kept out by name and by what they alone send, whatever page they show.
 * @param token that has to be shown; `undefined` where none is asked for
 */
export function admit(request: IncomingMessage, token: string | undefined): Admission | Refusal {
  const { headers, method, url = "" } = request;
  const isBrowser = headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
  if (isBrowser || !OWN_HOST.test(headers.host ?? "")) {
    return { status: 403, reason: "Only programs of this machine may send telemetry here" };
  }
  if (token !== undefined && !isBearer(headers.authorization, token)) {
    return { status: 401, reason: "A bearer token is needed" };
  }
  const path = url.replace(/\?.*$/, "").replace(/(?<=.)\/$/, "");
  const signal = SIGNALS.get(path);
  if (signal === undefined && path !== "/") return { status: 404, reason: "There is nothing at this address" };
  if (method !== "POST") return { status: 405, reason: "Telemetry is posted" };
  const encoding = encodingOf(headers["content-type"]);
  // The binary encodings of all signals look alike.
  if (encoding === undefined || (encoding === "protobuf" && signal === undefined)) {
    return {
      status: 415,
      reason: "The body has to be OTLP as JSON or Protocol Buffers, posted to /v1/logs or its like",
    };
  }
  const { "content-encoding": compression = "identity", "content-length": length } = headers;
  if (compression !== "identity" && compression !== "gzip") {
    return { status: 415, reason: "Only gzip is understood" };
  }
  return Number(length ?? 0) > MAX_BODY_BYTES ? TOO_LARGE : { signal, encoding };
}

/** Encoding of a body by its media type; `undefined` for any other one. */
export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const type = contentType?.replace(/;.*$/, "").trim().toLowerCase();
  if (type === CONTENT_TYPES.json) return "json";
  return type === CONTENT_TYPES.protobuf ? "protobuf" : undefined;
}

/** Compared in a time that tells nothing of the token. */
function isBearer(authorization: string | undefined, token: string): boolean {
  const shown = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
