import * as v from "valibot";

/** `GET /v1/rules`: what is checked, and what may come of it. */
export const rulesSchema = v.object({
  hard: v.array(v.object({ id: v.string(), scope: v.picklist(["row", "batch", "merge"]), rule: v.string() })),
  checks: v.array(
    v.object({
      id: v.string(),
      kind: v.picklist(["structural", "soft", "label", "note"]),
      effect: v.picklist(["info", "label", "ask", "provisional", "held"]),
      title: v.string(),
      rule: v.string(),
      notice: v.string(),
      evidence: v.string(),
    }),
  ),
  /** Limits of the checks by name; those of C12 and C13 are not among them. */
  limits: v.record(v.string(), v.number()),
  caps: v.record(v.string(), v.number()),
  holdDays: v.number(),
});
export type Rules = Readonly<v.InferOutput<typeof rulesSchema>>;
