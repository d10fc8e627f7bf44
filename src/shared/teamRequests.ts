import * as v from "valibot";

import { deviceIdSchema } from "./board/boardIds.ts";
import { handleSchema } from "./board/membership.ts";
import { appealSchema } from "./board/meView.ts";

const signalId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const badgeId = v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/), v.maxLength(40));

const listing = v.union([
  v.strictObject({ listed: v.literal(true), handle: handleSchema }),
  v.strictObject({ listed: v.literal(false) }),
]);

/** Everything that a page may want done about the team board. What comes of it shows in the team's state. */
export const teamRequestSchema = v.variant("kind", [
  /** Asks for a board's address and an invitation. */
  v.strictObject({ kind: v.literal("join") }),
  /** The person has read what is sent, under this version of the contract, and agrees. */
  v.strictObject({ kind: v.literal("agree"), consentVersion: signalId, listing }),
  v.strictObject({ kind: v.literal("cancel") }),
  /** Shows once more what is agreed to, where that has changed. */
  v.strictObject({ kind: v.literal("review") }),
  v.strictObject({ kind: v.literal("openBoard") }),
  v.strictObject({ kind: v.literal("pause") }),
  v.strictObject({ kind: v.literal("resume") }),
  v.strictObject({ kind: v.literal("syncNow") }),
  v.strictObject({ kind: v.literal("refresh") }),
  v.strictObject({ kind: v.literal("setListing"), listing }),
  v.strictObject({ kind: v.literal("openBoardSettings") }),
  /** Shows where what is in the board's way can be changed. */
  v.strictObject({ kind: v.literal("openBlock") }),
  v.strictObject({ kind: v.literal("linkDevice") }),
  v.strictObject({ kind: v.literal("revokeDevice"), deviceId: deviceIdSchema }),
  v.strictObject({
    kind: v.literal("shareBadges"),
    badges: v.pipe(v.array(badgeId), v.maxLength(30)),
    title: v.optional(badgeId),
  }),
  v.strictObject({ kind: v.literal("appeal"), signalId, appeal: appealSchema }),
  v.strictObject({ kind: v.literal("answerEvidence"), agree: v.boolean() }),
  v.strictObject({ kind: v.literal("exportHeld") }),
  /** Asks once more before anything is deleted. */
  v.strictObject({ kind: v.literal("leave") }),
  v.strictObject({ kind: v.literal("closeReceipt") }),
]);
export type TeamRequest = Readonly<v.InferOutput<typeof teamRequestSchema>>;
export type TeamRequestKind = TeamRequest["kind"];

/** A request of the page, or `undefined` for anything that it may not ask. */
export function readTeamRequest(value: unknown): TeamRequest | undefined {
  const read = v.safeParse(teamRequestSchema, value);
  return read.success ? read.output : undefined;
}
