import { modelTraitsOf } from "../modelTraits.ts";

/** Sent for every model that is not publicly known: the name of a private one could tell what somebody works on. */
export const OTHER_MODEL = "other";

/** Name of a model as a board gets it: one name for all ways of writing it. */
export function wireModelName(written: string): string {
  const { name, windowTokens } = modelTraitsOf(written);
  const plain = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  return windowTokens !== undefined && /^[a-z0-9][a-z0-9._-]{0,63}$/.test(plain) ? plain : OTHER_MODEL;
}
