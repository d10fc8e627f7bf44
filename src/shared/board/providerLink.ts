import * as v from "valibot";

/**
 * `PUT /v1/me/providers`: what a provider calls the member, so that its report can be held against their rows; `null` unlinks. The
 * board keeps a hash of it, and nothing of the report but sums of the member's days.
 */
export const providerLinkSchema = v.strictObject({
  provider: v.literal("anthropic"),
  user: v.nullable(v.pipe(v.string(), v.trim(), v.email(), v.maxLength(320))),
});
