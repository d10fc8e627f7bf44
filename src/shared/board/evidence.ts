import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A session as evidence: a keyed hash that the board can compare and nobody can turn back, hours and sums. */
export const sessionClaimSchema = v.strictObject({
  /** First 16 bytes of HMAC-SHA-256 of the session's id with the board's salt, in base64url. */
  hash: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  firstHour: count,
  lastHour: count,
  calls: count,
  in: count,
  out: count,
  cr: count,
  cw: count,
  turns: count,
});
export const evidenceSchema = v.strictObject({
  v: v.literal(1),
  claims: v.pipe(v.array(sessionClaimSchema), v.maxLength(20_000)),
});
export type SessionClaim = Readonly<v.InferOutput<typeof sessionClaimSchema>>;
export type Evidence = Readonly<v.InferOutput<typeof evidenceSchema>>;
