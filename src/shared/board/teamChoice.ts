import * as v from "valibot";

/** The team that a person says they belong to; `null` for none. */
export const teamChoiceSchema = v.strictObject({
  teamId: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2_147_483_647))),
});
