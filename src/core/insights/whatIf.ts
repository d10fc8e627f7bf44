import type { Insights } from "../../shared/insights.ts";
import { addUses, type ModelUse } from "../achievements/dayFacts.ts";
import { costOn, type PriceOf } from "../achievements/rightSizing.ts";
import { modelTraitsOf } from "../modelTraits.ts";
import type { UsageCell } from "./usageCell.ts";

/** More than these are no choice. */
const MOST_MODELS = 20;

/** What the exactly counted calls cost, and would cost at today's prices on each model that made some of them. */
export function whatIf(cells: readonly UsageCell[], priceOf: PriceOf): Insights["whatIf"] {
  const uses = addUses(
    cells.flatMap(({ tool, model, exact }) => (exact.calls === 0 ? [] : [{ tool, model, ...exact }])),
  );
  const calls = uses.reduce((sum, use) => sum + use.calls, 0);
  const models = groupsOf(uses).flatMap(({ most, calls: own }) => {
    const costNanos = costOn(most, uses, priceOf);
    return costNanos === undefined ? [] : [{ tool: most.tool, model: most.model, costNanos, callShare: own / calls }];
  });
  return {
    paidNanos: uses.reduce((sum, use) => sum + use.costNanos, 0),
    models: models.toSorted((a, b) => b.callShare - a.callShare).slice(0, MOST_MODELS),
  };
}

/** Uses of each model, however it is written, under the way of writing that made the most calls. */
function groupsOf(uses: readonly ModelUse[]): readonly { readonly most: ModelUse; readonly calls: number }[] {
  const groups = new Map<string, { most: ModelUse; calls: number }>();
  for (const use of uses) {
    const { name } = modelTraitsOf(use.model);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { most: use, calls: use.calls });
    else {
      group.calls += use.calls;
      if (use.calls > group.most.calls) group.most = use;
    }
  }
  return [...groups.values()];
}
