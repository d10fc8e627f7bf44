import { countDays } from "../core/countedTokens.ts";
import { makeInsights } from "../core/insights/makeInsights.ts";
import { addDays } from "../core/localDay.ts";
import type { Insights, InsightsQuery } from "../shared/insights.ts";
import { QuarterUsageReader } from "./ledger/quarterUsage.ts";
import type { QuestionGround } from "./questionGround.ts";

/** Takes in all that has changed first, which takes seconds the first time in a ledger of millions of calls. */
export function answerInsights(query: InsightsQuery, ground: QuestionGround): Insights {
  const { ledger, sessions, toolNames, nowMs } = ground;
  const { pricer, reader } = ledger;
  sessions.advance(() => true);
  const quarters = new QuarterUsageReader(ledger.database);
  return makeInsights(query, {
    nowMs,
    calendar: sessions.calendar,
    days: sessions.usageDays,
    quartersOf: (fromMs, toMs) => quarters.read({ fromMs, toMs }),
    countedOf: (from, to) => countDays(reader.dayUse({ fromMs: Date.parse(from), toMs: Date.parse(addDays(to, 1)) })),
    priceOf: (sourceId, model, tokens) =>
      pricer.costNanos({ sourceId, model, tokens, atMs: nowMs, serviceTier: "standard", usOnly: false }),
    toolNames,
  });
}
