import { generalTexts } from "./generalTexts.ts";

/** Why a request brought nothing. */
export type Fault =
  /** The session has ended, or there was none. */
  | { readonly kind: "signedOut" }
  /** The server's word for it; see its refusals. */
  | { readonly kind: "refused"; readonly reason: string; readonly retryAfterS: number | undefined }
  /** No answer came. */
  | { readonly kind: "away" }
  /** An answer of another version than this page. */
  | { readonly kind: "unreadable" };

export type Answer<Value> =
  | { readonly kind: "ok"; readonly value: Value }
  | { readonly kind: "fault"; readonly fault: Fault };

/** What the server's words for a refusal mean where they mean something else than everywhere. */
export type RefusalWords = Readonly<Record<string, string>>;

/** What went wrong, and what can be done. */
export function faultWords(fault: Fault, refusals: RefusalWords = {}): string {
  const { faults } = generalTexts;
  switch (fault.kind) {
    case "signedOut":
      return faults.signedOut;
    case "away":
      return faults.away;
    case "unreadable":
      return faults.unreadable;
    case "refused":
      return refusals[fault.reason] ?? refusalWords(fault.reason, fault.retryAfterS);
  }
}

function refusalWords(reason: string, retryAfterS: number | undefined): string {
  const { faults } = generalTexts;
  switch (reason) {
    case "tooMany":
      return faults.tooMany(Math.max(1, Math.ceil((retryAfterS ?? 60) / 60)));
    case "busy":
      return faults.busy;
    case "forbidden":
      return faults.forbidden;
    case "otherSession":
      return faults.otherSession;
    case "gone":
      return faults.gone;
    case "taken":
      return faults.taken;
    case "notFound":
      return faults.notFound;
    default:
      return faults.other;
  }
}
