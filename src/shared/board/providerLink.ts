import * as v from "valibot";

/**
 * `PUT /v1/me/providers`: links the member to what a provider calls them, so that its report can be held against their rows, or
 * unlinks. Their address is the one that the directory told when they signed in: nobody links a colleague's, whose days they could
 * read then. The board keeps a hash of it, and nothing of the report but sums of the member's days.
 */
export const providerLinkSchema = v.strictObject({
  provider: v.literal("anthropic"),
  isLinked: v.boolean(),
});
