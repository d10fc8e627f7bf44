import * as v from "valibot";
import { ROLES } from "./viewer.ts";

/**
 * Why somebody decided something; it is read by whom it concerns, and by the auditors. Text, whatever it looks like, but nothing
 * that turns the order of letters around.
 */
export const reasonSchema = v.pipe(
  v.string(),
  // Typed in several lines, and kept in one: logs and files have a line for each.
  v.transform((text) => text.replace(/\s*[\r\n]\s*/g, " ")),
  v.trim(),
  v.minLength(3),
  v.maxLength(280),
  v.regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u),
);

/** A name of a team or of an account of staff: letters, digits and a few marks of any script, never markup. */
export const plainNameSchema = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._&'’()/-]{0,58}[\p{L}\p{M}\p{N}.)])?$/u),
);

const whole = (most: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

/** What the logs, and the mark over named views, call a person. */
export const viewerIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]{10}$/));
/** What the company's directory calls a person. */
export const subjectSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

/** Roles that can be given; that of a member comes by taking part. */
const staffRolesSchema = v.pipe(
  v.array(v.picklist(ROLES.filter((role) => role !== "member"))),
  v.maxLength(ROLES.length),
  v.transform((roles) => [...new Set(roles)]),
);

/** `PUT /v1/admin/names`: the kill switch. */
export const namesSwitchSchema = v.strictObject({ areOff: v.boolean(), reason: reasonSchema });

/** `PUT /v1/admin/roles`: the roles of who is called so in the logs and in the mark over named views; replaces what they had. */
export const rolesSchema = v.strictObject({
  viewerId: viewerIdSchema,
  roles: staffRolesSchema,
  reason: reasonSchema,
});

/** `POST /v1/admin/staff`: a one-time sign-in for a named account, which is made where it does not exist. */
export const staffSchema = v.strictObject({ name: plainNameSchema, roles: staffRolesSchema, reason: reasonSchema });

/**
 * `POST /v1/admin/departures`: somebody has left the company. Named by what the directory calls them, its subject, or by what the
 * logs do. The answer is the same whether or not they ever came to the board; by a subject it is a refusal where there is no
 * directory.
 */
export const departureSchema = v.union([
  v.strictObject({ subject: subjectSchema, reason: reasonSchema }),
  v.strictObject({ viewerId: viewerIdSchema, reason: reasonSchema }),
]);

/** `POST /v1/admin/teams`. `DELETE /v1/admin/teams/:teamId` takes no body. */
export const teamSchema = v.strictObject({ name: plainNameSchema });

/** `POST /v1/admin/invitations`. */
export const invitationSchema = v.strictObject({ uses: whole(10_000), days: whole(90) });

/** `POST /v1/admin/signals/:signalId/decision`: `subject` is whom the signal is about, as it was shown beside it. */
export const decisionSchema = v.strictObject({
  subject: v.pipe(v.string(), v.regex(/^[0-9a-f]{10}$/)),
  verdict: v.picklist(["cleared", "upheld"]),
  text: reasonSchema,
});
