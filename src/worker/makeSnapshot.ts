import {
  addDays,
  createLocalCalendar,
  endOfMonth,
  startOfMonth,
  startOfWeek,
  type DayKey,
  type LocalCalendar,
} from "../core/localDay.ts";
import { USUAL_DAYS } from "../core/likelySums.ts";
import { claudeBlock } from "../core/limits/claudeBlock.ts";
import type { GateFigures } from "../core/tierGates.ts";
import { tierStanding } from "../core/tiers.ts";
import type { DayAmount, MeterSnapshot, PeriodUsage } from "../shared/meterSnapshot.ts";
import { countRecent } from "./countRecent.ts";
import type { HourAmount } from "./ledger/usageSums.ts";
import type { LedgerReader } from "./ledger/ledgerReader.ts";

/** What a snapshot holds besides the figures of the ledger. */
export type SnapshotFrame = Pick<
  MeterSnapshot,
  "revision" | "madeAtMs" | "sweptAtMs" | "scanning" | "role" | "logsFound" | "toolNames" | "problems"
>;

/**
 * The figures of the status bar, with days cut in the person's time zone.
 * @param figures what the gates of tiers go by, as it was last worked out: it is not worked out here, as snapshots are many
 */
export function makeSnapshot(
  reader: LedgerReader,
  timeZone: string,
  frame: SnapshotFrame,
  figures: GateFigures | undefined,
): MeterSnapshot {
  const calendar = createLocalCalendar(timeZone);
  const today = calendar.dayKey(frame.madeAtMs);
  const toMs = calendar.startOfDay(addDays(today, 1));
  const daysBack = (days: number) => ({ fromMs: calendar.startOfDay(addDays(today, 1 - days)), toMs });
  const [one, seven, thirty] = [daysBack(1), daysBack(7), daysBack(30)];
  const { counted, seen } = countRecent(reader, frame.madeAtMs);
  const byModel = reader.sums.by("model", thirty);
  const todayByTool = reader.sums.by("source", one);
  const extent = reader.extent();
  const periodOf = (firstDay: DayKey, lastDay: DayKey): PeriodUsage => ({
    firstDay,
    lastDay,
    byTool:
      firstDay === today ? todayByTool : reader.sums.by("source", { fromMs: calendar.startOfDay(firstDay), toMs }),
  });
  const hours = reader.sums.hours({ fromMs: calendar.startOfDay(addDays(today, -USUAL_DAYS)), toMs });
  const monday = startOfWeek(today);
  return {
    ...frame,
    newestCallMs: extent?.newestMs,
    today: reader.sums.total(one),
    last7Days: reader.sums.total(seven),
    last30Days: reader.sums.total(thirty),
    periods: {
      day: periodOf(today, today),
      week: periodOf(monday, addDays(monday, 6)),
      month: periodOf(startOfMonth(today), endOfMonth(today)),
    },
    recentDays: recentDaysOf(hours, calendar, today),
    limits: {
      told: reader.limits(),
      claudeBlock: claudeBlock(
        hours.filter(({ tool }) => tool === CLAUDE_CODE),
        frame.madeAtMs,
      ),
    },
    firstDay: extent === undefined ? undefined : calendar.dayKey(extent.oldestMs),
    todayByTool,
    todayByModel: reader.sums.by("model", one),
    byTool: reader.sums.by("source", thirty),
    byModel,
    unpricedModels: byModel.flatMap(({ key, totals }) => (totals.unpricedTokens > 0 ? [key] : [])).toSorted(),
    tier: tierStanding(counted, seen, figures),
    setAside: reader.setAside(),
  };
}

const CLAUDE_CODE = "claudeCode";

function recentDaysOf(hours: readonly HourAmount[], calendar: LocalCalendar, today: DayKey): readonly DayAmount[] {
  const days = new Map<string, { day: DayKey; tool: string; tokens: number; costNanos: number }>();
  const todayMs = calendar.startOfDay(today);
  for (const { startMs, tool, tokens, costNanos } of hours) {
    if (startMs >= todayMs) break;
    const day = calendar.dayKey(startMs);
    const amount = days.get(`${day} ${tool}`) ?? { day, tool, tokens: 0, costNanos: 0 };
    amount.tokens += tokens;
    amount.costNanos += costNanos;
    days.set(`${day} ${tool}`, amount);
  }
  return [...days.values()];
}
