import type { BudgetPeriod } from "./budgets.ts";
import type { UsageLimits } from "./limits.ts";
import type { TierGate } from "./gameSnapshot.ts";
import type { SetAside } from "./report.ts";
import type { UsageTotals } from "./usageTotals.ts";

export interface NamedTotals {
  /** Source id or model as written. */
  readonly key: string;
  readonly totals: UsageTotals;
}

/** Where the last 30 days stand among the tiers. */
export interface TierStanding {
  /** Name of the tier that holds: its volume and all it asks for are reached; `undefined` below the first. */
  readonly tier: string | undefined;
  readonly next: string | undefined;
  /** Progress from this tier's threshold to the next one's, 0 to 1; 1 at the top, and where only gates are missing. */
  readonly progress: number;
  /** Counted tokens in the last 30 UTC days, and the seen tokens they were capped from. */
  readonly countedTokens: number;
  readonly seenTokens: number;
  /** Counted tokens still missing to the next tier. */
  readonly missingTokens: number;
  /** What the next tier asks for besides volume, and how that stands. */
  readonly nextGates: readonly TierGate[];
}

export interface ScanProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly doneFiles: number;
  readonly totalFiles: number;
}

/** Something the person should know: what is wrong, and what to do about it. No private text. */
export interface Problem {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
}

/** Usage of a stretch of local days, up to now. */
export interface PeriodUsage {
  /** Both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** By source id, largest first. */
  readonly byTool: readonly NamedTotals[];
}

/** What a tool came to on a local day. */
export interface DayAmount {
  readonly day: string;
  readonly tool: string;
  readonly tokens: number;
  readonly costNanos: number;
}

/** Everything the status bar and its tooltip show. Plain data; each one replaces the last. */
export interface MeterSnapshot {
  /** Grows with every snapshot of one worker. */
  readonly revision: number;
  readonly madeAtMs: number;
  /** When all logs were last looked at; `undefined` before the first sweep has ended. */
  readonly sweptAtMs: number | undefined;
  /** Newest call in the ledger. */
  readonly newestCallMs: number | undefined;
  /** Set while a long scan runs, here or in the process that holds the lease. */
  readonly scanning: ScanProgress | undefined;
  /** Whether this process writes the ledger or follows the one that does. */
  readonly role: "writer" | "follower";
  readonly logsFound: boolean;
  /** Every assistant that is read: its name as the maker writes it, by source id. */
  readonly toolNames: Readonly<Record<string, string>>;
  readonly today: UsageTotals;
  readonly last7Days: UsageTotals;
  readonly last30Days: UsageTotals;
  /** The day, the week from Monday on and the calendar month that today is in. */
  readonly periods: Readonly<Record<BudgetPeriod, PeriodUsage>>;
  /** Of the 28 days before today, in hours of UTC: good for what is usual, not for sums. */
  readonly recentDays: readonly DayAmount[];
  readonly limits: UsageLimits;
  /** First local day with usage. */
  readonly firstDay: string | undefined;
  /** Of today. */
  readonly todayByTool: readonly NamedTotals[];
  readonly todayByModel: readonly NamedTotals[];
  /** Of the last 30 days, largest first. */
  readonly byTool: readonly NamedTotals[];
  readonly byModel: readonly NamedTotals[];
  readonly unpricedModels: readonly string[];
  readonly tier: TierStanding;
  readonly setAside: SetAside;
  readonly problems: readonly Problem[];
}
