import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2_147_483_647));

/** Days up to the sender's today that one request tells of. What it does not name of them is nothing. */
export const OUTCOME_DAYS = 62;

/** What came of a day's work, without a word of where; sent only by who turned on this switch of its own. Absolute values. */
export const outcomeDaySchema = v.strictObject({
  /** UTC day since 1970. */
  day: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000)),
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  merged: count,
  effAdded: count,
  effMatured: count,
  effSurviving: count,
  reworked: count,
  testRuns: count,
  testGreen: count,
  /** Median hours from the first prompt to the merge, to a tenth; `null` where nothing was merged. */
  promptToMergeH: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))),
  costMaturedMicro: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type OutcomeDay = Readonly<v.InferOutput<typeof outcomeDaySchema>>;

export const outcomeBatchSchema = v.strictObject({
  v: v.literal(1),
  days: v.pipe(v.array(outcomeDaySchema), v.maxLength(OUTCOME_DAYS)),
});
