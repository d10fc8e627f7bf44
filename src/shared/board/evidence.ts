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

/** Bytes of evidence at most: 20,000 sessions of long figures. */
export const EVIDENCE_BYTES = 4 * 1024 * 1024;

/** `GET /v1/me/evidence`: what a device needs to make evidence, and whether it was asked for. */
export const evidenceTermsSchema = v.object({
  /** The board's salt in base64url: with it hashes of sessions can be compared on this board and nowhere else. */
  salt: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  asked: v.boolean(),
  windowDays: count,
  keptDays: count,
});
export type EvidenceTerms = Readonly<v.InferOutput<typeof evidenceTermsSchema>>;

/**
 * What came of evidence: `passed`; `sums`, its sums are not those of the rows; `bounds`, a session cannot be as it is told;
 * `shared`, most of it was told by another member before; `more`, other devices of the member have to show theirs as well.
 */
export const EVIDENCE_OUTCOMES = ["passed", "more", "sums", "bounds", "shared"] as const;
export type EvidenceOutcome = (typeof EVIDENCE_OUTCOMES)[number];
export const evidenceReplySchema = v.object({
  outcome: v.picklist(EVIDENCE_OUTCOMES),
  /** Until when the member's figures are marked as verified. */
  verifiedUntil: v.optional(count),
});
export type EvidenceReply = Readonly<v.InferOutput<typeof evidenceReplySchema>>;
