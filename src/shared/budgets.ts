import * as v from "valibot";

export const BUDGET_PERIODS = ["day", "week", "month"] as const;
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

export const BUDGET_UNITS = ["currency", "tokens"] as const;
export type BudgetUnit = (typeof BUDGET_UNITS)[number];

/** Beyond it a number says nothing any more: a quadrillion. */
const MOST = 1e15;

/** A limit that a person sets for themselves. */
export const budgetSchema = v.object({
  period: v.picklist(BUDGET_PERIODS),
  unit: v.picklist(BUDGET_UNITS),
  /** In the currency that money is shown in, or in tokens. */
  limit: v.pipe(v.number(), v.gtValue(0), v.maxValue(MOST)),
  /** Source id; absent for all tools together. */
  tool: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
});
export type Budget = Readonly<v.InferOutput<typeof budgetSchema>>;

/** Shares of a budget at which it is told of. */
export const BUDGET_STEPS = [0.5, 0.8, 1] as const;

/** How things stand with a budget. Amounts are billionths of a US dollar, or tokens. */
export const budgetStandingSchema = v.object({
  budget: budgetSchema,
  /** Local days, both included. */
  firstDay: v.string(),
  lastDay: v.string(),
  limit: v.number(),
  spent: v.number(),
  /** Part of the usage has no known price: at least so much was spent. */
  isLowerBound: v.boolean(),
  /** What it comes to by the end of the period, if it goes on as usual; absent while that is not known. */
  forecast: v.optional(v.number()),
});
export type BudgetStanding = Readonly<v.InferOutput<typeof budgetStandingSchema>>;
