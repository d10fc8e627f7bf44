import * as v from "valibot";

/** Id of a badge, as the catalogue has it: `cache-wizard`. */
const badgeId = v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/), v.maxLength(40));

/** Badges that the person chose to show, and the title picked from them; replaces what was shown before. */
export const sharedBadgesSchema = v.strictObject({
  /** Id of the badge whose name is the title. */
  title: v.optional(badgeId),
  badges: v.pipe(
    v.array(
      v.strictObject({
        badge: badgeId,
        /** Bronze to Diamond; 1 for a badge without grades. */
        grade: v.picklist([1, 2, 3, 4]),
        /** UTC day since 1970. */
        since: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000)),
      }),
    ),
    v.maxLength(30),
  ),
});
export type SharedBadges = Readonly<v.InferOutput<typeof sharedBadgesSchema>>;
