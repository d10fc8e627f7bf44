import * as v from "valibot";

/** Badges that the person chose to show, and the title picked from them; replaces what was shown before. */
export const sharedBadgesSchema = v.strictObject({
  title: v.optional(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/))),
  badges: v.pipe(
    v.array(
      v.strictObject({
        badge: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/)),
        grade: v.picklist([1, 2, 3, 4]),
        /** UTC day since 1970. */
        since: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000)),
      }),
    ),
    v.maxLength(30),
  ),
});
export type SharedBadges = Readonly<v.InferOutput<typeof sharedBadgesSchema>>;
