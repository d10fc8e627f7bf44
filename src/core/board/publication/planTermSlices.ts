import type { WithheldReason } from "../../../shared/board/published.ts";

/** The users of a tool or a model. */
export interface TermUse {
  readonly people: number;
  /** Of all people with use, those who have some besides this. */
  readonly outside: number;
}

/**
 * Which tools, or which models, may be shown. People may use several, and tools and models overlap, so that their totals are shown
 * as bands alone: what can be had by adding and subtracting bands is never closer than a factor of two.
 */
export function planTermSlices<Id>(
  uses: ReadonlyMap<Id, TermUse>,
  least: number,
): ReadonlyMap<Id, "band" | WithheldReason> {
  const forms = new Map<Id, "band" | WithheldReason>();
  for (const [id, { people, outside }] of uses) {
    const isAlone = outside > 0 && outside < least;
    forms.set(id, people < least ? "tooFew" : isAlone ? "complement" : "band");
  }
  const hidden = [...uses].filter(([id]) => forms.get(id) !== "band");
  const most = Math.max(0, ...hidden.map(([, { people }]) => people));
  if (hidden.length === 0 || most >= least) return forms;
  // All that is left out together may be fewer than a group: the smallest that is shown hides them.
  const shown = [...uses].filter(([id]) => forms.get(id) === "band").toSorted(([, a], [, b]) => a.people - b.people);
  const [smallest] = shown;
  if (smallest !== undefined) forms.set(smallest[0], "complement");
  return forms;
}
