import * as v from "valibot";

/**
 * What somebody may do besides taking part. A moderator sees signals and decides about holds, an operator runs the board and
 * sees no names, an auditor reads the logs. There is no role for managers.
 */
export const ROLES = ["member", "moderator", "operator", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** Who looks at the board's page, and how one can sign in; the first thing that the page asks for. */
export const viewerSchema = v.object({
  boardName: v.string(),
  /** Fewer people than this are told nothing of as a group. */
  leastPeople: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  /** Ways to sign in that this board offers. `company` is the name to show for the directory. */
  signIn: v.object({ company: v.optional(v.string()), code: v.boolean() }),
  /** `undefined` for who is not signed in. */
  session: v.optional(
    v.object({
      roles: v.array(v.picklist(ROLES)),
      /** Whether the person takes part; an auditor, say, may not. */
      isMember: v.boolean(),
      /** Came by the directory and is nothing else here: could become one with a member who joined by an invitation. */
      canJoinMember: v.optional(v.boolean()),
      /** Goes with every request that changes something, as `x-csrf`. */
      csrf: v.string(),
      /** Stands in the mark over views with names; tells who looked, to who has the access log. */
      viewerId: v.string(),
      endsAt: v.number(),
    }),
  ),
});
export type Viewer = Readonly<v.InferOutput<typeof viewerSchema>>;

/** In the query of the page's address, where a sign-in with the directory did not come about. */
export const SIGN_IN_FAULT = "signIn";
/** Refused by it or not finished in time; or the directory did not answer. */
export type SignInFault = "failed" | "away";
