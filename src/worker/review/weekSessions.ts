import type { SessionUsage } from "../../core/insights/foldUsage.ts";
import { totalsOf, type UsageCell } from "../../core/insights/usageCell.ts";
import { addDays, type DayKey } from "../../core/localDay.ts";
import type { ReviewWeek } from "../../core/review/reviewWeek.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { ReviewedSession } from "../../shared/weeklyReview.ts";

/** A root session with a call in the week, by its cells of the week. */
export interface WeekSession {
  readonly root: number;
  readonly usage: SessionUsage;
  readonly cells: readonly UsageCell[];
}

const MOST_COSTLIEST = 5;
const DAYS_OF_WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

/** Days of a week, by its Monday. */
export function daysFrom(monday: DayKey): readonly DayKey[] {
  return DAYS_OF_WEEK.map((day) => addDays(monday, day));
}

export function weekSessions(
  week: Pick<ReviewWeek, "from">,
  sessions: Iterable<readonly [root: number, usage: SessionUsage]>,
): readonly WeekSession[] {
  const days = daysFrom(week.from);
  const found: WeekSession[] = [];
  for (const [root, usage] of sessions) {
    const cells = days.flatMap((day) => usage.days.get(day) ?? []);
    if (cells.length > 0) found.push({ root, usage, cells });
  }
  return found;
}

/** The most expensive sessions of the week; where no price is known, those with the most tokens. */
export function costliestOf(
  sessions: readonly WeekSession[],
  { startMs, endMs }: Pick<ReviewWeek, "startMs" | "endMs">,
): readonly Omit<ReviewedSession, "mark">[] {
  return sessions
    .map(({ root, usage, cells }) => ({
      id: root,
      tool: mostUsed(cells, ({ tool }) => tool)[0] ?? "",
      project: mostUsed(cells, ({ project }) => project)[0] ?? "",
      startMs: Math.max(usage.startMs, startMs),
      endMs: Math.min(usage.endMs, endMs),
      turns: usage.turns,
      totals: totalsOf(cells),
      unattendedTokens: unattendedIn(cells),
      models: mostUsed(cells, ({ model }) => model),
    }))
    .toSorted(
      (a, b) => b.totals.costNanos - a.totals.costNanos || totalTokens(b.totals) - totalTokens(a.totals) || a.id - b.id,
    )
    .slice(0, MOST_COSTLIEST);
}

export function unattendedIn(cells: readonly UsageCell[]): number {
  return totalTokens(totalsOf(cells.filter(({ kind }) => kind === "unattended")));
}

/** Names, the one with the most tokens first. */
function mostUsed(cells: readonly UsageCell[], nameOf: (cell: UsageCell) => string): string[] {
  const tokens = new Map<string, number>();
  for (const cell of cells) {
    const name = nameOf(cell);
    tokens.set(name, (tokens.get(name) ?? 0) + totalTokens(cell.totals));
  }
  return [...tokens].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}
