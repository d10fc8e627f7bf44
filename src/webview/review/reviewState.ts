import * as v from "valibot";

import { weekSchema } from "../../shared/weeklyReview.ts";

/** What the page keeps for its reader. Without a week it shows the last one that is over. */
export interface ReviewState {
  readonly week: string | undefined;
}

const stateSchema = v.object({ week: weekSchema });

/** A state from what was kept, whatever that is. */
export function readReviewState(stored: unknown): ReviewState {
  const read = v.safeParse(stateSchema, stored);
  return { week: read.success ? read.output.week : undefined };
}
