import { NO_TOKENS, TOKEN_FIELDS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { modelTraitsOf } from "../modelTraits.ts";
import type { ModelUse } from "./dayFacts.ts";

/** List price of a call in billionths of a US dollar today; `undefined` where it is not known. */
export type PriceOf = (tool: string, model: string, tokens: TokenCounts) => number | undefined;

export interface RightSizing {
  /** Models that made at least the least share of calls. */
  readonly models: number;
  /** What was saved against all calls on the most expensive of them, 0 to 1; `undefined` where there is no telling. */
  readonly saved: number | undefined;
}

/**
 * How much less was paid than had every call used the most expensive of the models in use.
 * @param leastShare of calls that a model must have made: one token on an expensive model proves nothing
 */
export function rightSizing(uses: readonly ModelUse[], leastShare: number, priceOf: PriceOf): RightSizing {
  const calls = uses.reduce((sum, use) => sum + use.calls, 0);
  const models = new Map<string, ModelUse[]>();
  for (const use of uses) {
    const { name } = modelTraitsOf(use.model);
    models.set(name, [...(models.get(name) ?? []), use]);
  }
  const inUse = [...models.values()].filter(
    (group) => group.reduce((sum, use) => sum + use.calls, 0) >= leastShare * calls,
  );
  const paid = uses.reduce((sum, use) => sum + use.costNanos, 0);
  let most = 0;
  for (const [first] of inUse) if (first !== undefined) most = Math.max(most, costOn(first, uses, priceOf) ?? 0);
  return { models: inUse.length, saved: most > 0 ? Math.max(0, (most - paid) / most) : undefined };
}

/**
 * All calls on one model: each kind of use by its mean call, as long prompts may cost more per token.
 * @returns billionths of a US dollar; `undefined` where the model has no known price
 */
export function costOn(
  model: Pick<ModelUse, "tool" | "model">,
  uses: readonly ModelUse[],
  priceOf: PriceOf,
): number | undefined {
  let sum = 0;
  for (const { calls, tokens } of uses) {
    const mean = { ...NO_TOKENS };
    for (const field of TOKEN_FIELDS) mean[field] = Math.round(tokens[field] / calls);
    const price = priceOf(model.tool, model.model, mean);
    if (price === undefined) return undefined;
    sum += calls * price;
  }
  return sum;
}
