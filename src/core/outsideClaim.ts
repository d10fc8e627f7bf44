/**
 * What `CallRecord.yieldsTo` says of an account of a call from outside the assistant's own files, such as its telemetry:
 * which record of those files it gives way to. The files are trusted more, and often lack some of the calls.
 */
export type OutsideClaim =
  /** To the record of the very call: one whose `member` or `alias` is the id. */
  | { readonly to: "call"; readonly id: string }
  /** To any record of the session: its files are taken to tell of all its calls. */
  | { readonly to: "session"; readonly id: string }
  /** To any record of the days around it: nothing ties the account to a session. */
  | { readonly to: "day"; readonly id: string };

const DAY_MS = 86_400_000;

/** Begins every claim and no family. */
export const CLAIM_PREFIX = "outside:";
/** Sorts behind every claim. */
export const CLAIMS_END = "outside;";

export function claimToCall(id: string): string {
  return `${CLAIM_PREFIX}call:${id}`;
}

export function claimToSession(id: string): string {
  return `${CLAIM_PREFIX}session:${id}`;
}

export function claimToDay(atMs: number): string {
  return `${CLAIM_PREFIX}day:${Math.floor(atMs / DAY_MS)}`;
}

/** Claims to days that a record at an instant satisfies: calls may be told of a day apart, as a session's are at its end. */
export function claimsToDaysAround(atMs: number): readonly string[] {
  return [atMs - DAY_MS, atMs, atMs + DAY_MS].map(claimToDay);
}

/** The instants of records that satisfy a claim to a day. */
export function stretchAround(day: string): { readonly fromMs: number; readonly toMs: number } {
  const dayMs = Number(day) * DAY_MS;
  return { fromMs: dayMs - DAY_MS, toMs: dayMs + 2 * DAY_MS - 1 };
}

/** The claim in a `yieldsTo`; `undefined` for one that names a family. */
export function readClaim(yieldsTo: string): OutsideClaim | undefined {
  if (!yieldsTo.startsWith(CLAIM_PREFIX)) return undefined;
  const colon = yieldsTo.indexOf(":", CLAIM_PREFIX.length);
  const to = yieldsTo.slice(CLAIM_PREFIX.length, colon);
  const id = yieldsTo.slice(colon + 1);
  return to === "call" || to === "session" || to === "day" ? { to, id } : undefined;
}

export function isOutsideClaim(yieldsTo: string | undefined): boolean {
  return yieldsTo !== undefined && yieldsTo.startsWith(CLAIM_PREFIX);
}
