import type { Currency } from "../../shared/currency.ts";
import type { Insights } from "../../shared/insights.ts";
import type { TableChoice } from "../charts/tableChoice.ts";
import type { InsightsState } from "./insightsState.ts";

/** What the parts of the page are drawn from. */
export interface InsightsView {
  readonly insights: Insights;
  readonly currency: Currency;
  readonly state: InsightsState;
  readonly set: (changes: Partial<InsightsState>) => void;
  readonly choice: TableChoice;
}
