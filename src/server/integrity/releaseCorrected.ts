import type { Queries } from "../database/boardDatabase.ts";
import { keepFlags, type Surroundings } from "./keepFlags.ts";
import { ROW_CODES, rowFindings } from "./rowFindings.ts";

/**
 * Looks at once whether what a held member has just sent puts right what held them, so that a correction need not wait for
 * anything or anybody. The member has to be locked.
 */
export async function releaseCorrected(queries: Queries, member: number, surroundings: Surroundings): Promise<void> {
  await keepFlags(queries, member, await rowFindings(queries, member), ROW_CODES, surroundings);
}
