/** Why a board could not be reached. `certificate`: somebody between may be listening, or the board's is out of order. */
export type OfflineCause = "noSuchHost" | "noAnswer" | "timeout" | "certificate" | "connection";

/** What came of a request instead of an answer. */
export type BoardFault =
  /** Nothing was received; may be tried again. */
  | { readonly kind: "offline"; readonly cause: OfflineCause }
  /** The board asks for patience; may be tried again. */
  | { readonly kind: "busy"; readonly status: number; readonly retryAfterS: number | undefined }
  /** The board said no, in a word of its own (`unsigned`, `consent`, `gone`, …): trying again changes nothing. See `isDecided`. */
  | { readonly kind: "refused"; readonly status: number; readonly reason: string }
  /** What answered is no board that this version understands. */
  | { readonly kind: "strange"; readonly what: "redirect" | "tooLarge" | "notAsAgreed" }
  | { readonly kind: "aborted" };

export type BoardAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: BoardFault };

/** Statuses after which OTLP clients try again, and no other: see docs/board.md. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function isPassing(status: number): boolean {
  return PASSING.has(status);
}

/** Whether the board itself has said no: not a fault within it, and not what stands in front of it and speaks no word of its. */
export function isDecided({ status, reason }: Extract<BoardFault, { kind: "refused" }>): boolean {
  return status < 500 && reason !== UNKNOWN_REASON;
}

/** Stands for a refusal without a word that a board would say. */
export const UNKNOWN_REASON = "unknown";

const CAUSES: Readonly<Record<string, OfflineCause>> = {
  ENOTFOUND: "noSuchHost",
  EAI_AGAIN: "noSuchHost",
  ECONNREFUSED: "noAnswer",
  EHOSTUNREACH: "noAnswer",
  ENETUNREACH: "noAnswer",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

/** Names of OpenSSL's and Node.js's complaints about certificates. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE/;

/** What a failed `fetch` failed of. Looks through the causes, as the outermost error only says that it failed. */
export function offlineCauseOf(error: unknown): OfflineCause {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === "object" && at !== null; depth += 1) {
    const code = "code" in at && typeof at.code === "string" ? at.code : "";
    const known = CAUSES[code];
    if (known !== undefined) return known;
    if (CERTIFICATE.test(code)) return "certificate";
    at = "cause" in at ? at.cause : undefined;
  }
  return "connection";
}
