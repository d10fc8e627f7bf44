import * as v from "valibot";
import { signalSchema } from "./meView.ts";
import { ROLES } from "./viewer.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What each role sees; parts of roles that the viewer does not have are left out. */
export const adminViewSchema = v.object({
  asOf: count,
  /** For moderators: open signals, with a number for the person that means nothing elsewhere. */
  signals: v.optional(v.array(v.object({ subject: v.string(), signal: signalSchema }))),
  /** For operators: no names, no figures of persons. */
  operation: v.optional(
    v.object({
      areNamesOff: v.boolean(),
      database: v.string(),
      databaseBytes: count,
      people: v.string(),
      retention: v.array(v.object({ what: v.string(), keptDays: count, oldestDay: v.optional(count) })),
      jobs: v.array(v.object({ job: v.string(), lastRunAt: v.optional(count), failures: count })),
      teams: v.array(v.object({ teamId: count, name: v.string() })),
      /** Who has which role: by what the logs call them, and by name where the account is one of staff. */
      staff: v.optional(
        v.array(v.object({ viewerId: v.string(), name: v.optional(v.string()), roles: v.array(v.picklist(ROLES)) })),
      ),
      /** Checks that failed to run; what they would have judged counts meanwhile. */
      failedChecks: v.array(v.string()),
    }),
  ),
  /** For auditors. */
  audit: v.optional(
    v.array(
      v.object({
        at: count,
        actor: v.string(),
        action: v.string(),
        subject: v.optional(v.string()),
        reason: v.string(),
      }),
    ),
  ),
  access: v.optional(v.array(v.object({ at: count, viewer: v.string(), view: v.string(), people: count }))),
});
export type AdminView = Readonly<v.InferOutput<typeof adminViewSchema>>;
