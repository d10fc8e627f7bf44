import * as v from "valibot";
import { boardIdSchema, deviceIdSchema, memberIdSchema } from "./boardIds.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Ed25519 public key and signature: 32 and 64 bytes in base64url. */
const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/**
 * A name that its bearer chose: letters, digits and a few marks of any script, never markup. Letters that cannot be seen and
 * spaces that run together would make it look like somebody else's.
 */
export const handleSchema = v.pipe(
  v.string(),
  v.regex(
    /^(?!.*(?:\p{Default_Ignorable_Code_Point}|  ))[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._'’-]{0,38}[\p{L}\p{M}\p{N}.])?$/u,
  ),
);

/** Codes are read aloud and typed: no letter or digit that looks like another. */
export const codeSchema = v.pipe(
  v.string(),
  v.regex(/^[23456789abcdefghjkmnpqrstuvwxyz]{4}(?:-[23456789abcdefghjkmnpqrstuvwxyz]{4}){4}$/),
);

/** `POST /auth/code` and `POST /auth/member`: a code that the editor of a member shows. */
export const signInSchema = v.strictObject({ code: codeSchema });

/** Joins a board with an invitation, or adds a device to a member with a link of theirs. Signed by the new key. */
export const registrationSchema = v.strictObject({ v: v.literal(1), code: codeSchema, publicKey });
export type Registration = Readonly<v.InferOutput<typeof registrationSchema>>;

export const registeredSchema = v.object({
  boardId: boardIdSchema,
  memberId: memberIdSchema,
  deviceId: deviceIdSchema,
  epoch: v.pipe(v.string(), v.uuid()),
  consentVersion: count,
  serverTime: count,
});
export type Registered = Readonly<v.InferOutput<typeof registeredSchema>>;

/** Two switches that are off until a person turns them on: who is not listed counts, without a name. */
export const listingSchema = v.union([
  v.strictObject({ listed: v.literal(true), handle: handleSchema }),
  v.strictObject({ listed: v.literal(false) }),
]);
export type Listing = Readonly<v.InferOutput<typeof listingSchema>>;

/** What leaving has deleted, in rows by kind, and until when late batches of the member are refused. */
export const leaveReceiptSchema = v.object({
  deleted: v.record(v.string(), count),
  refusedUntil: count,
});
export type LeaveReceipt = Readonly<v.InferOutput<typeof leaveReceiptSchema>>;

export const codeReplySchema = v.object({ code: codeSchema, expiresAt: count });
export type CodeReply = Readonly<v.InferOutput<typeof codeReplySchema>>;
