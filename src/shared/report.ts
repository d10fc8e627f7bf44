import type { UsageTotals } from "./usageTotals.ts";

export const REPORT_KINDS = ["day", "week", "month", "model", "tool", "project", "session"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export interface ReportRow extends UsageTotals {
  /** Local day `2026-11-22`, ISO week `2026-W47`, month `2026-11`, model as written, source id, folder or session id. */
  readonly key: string;
}

/** Records that cannot be true (negative, absurd, from the future): shown with the reason, never counted. */
export interface SetAside {
  readonly records: number;
  readonly tokens: number;
  readonly reasons: Readonly<Record<string, number>>;
}

export interface Report {
  readonly rows: readonly ReportRow[];
  readonly totals: UsageTotals;
  readonly setAside: SetAside;
  /** When the logs were last looked at in full; `undefined` before the first time. */
  readonly asOfMs: number | undefined;
}

export interface ReportQuery {
  readonly by: ReportKind;
  /** First instant included. */
  readonly sinceMs?: number | undefined;
  /** First instant no longer included. */
  readonly untilMs?: number | undefined;
  /** IANA time zone that days, weeks and months are cut in. */
  readonly timeZone: string;
}
