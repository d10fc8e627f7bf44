import { countDays } from "../core/countedTokens.ts";
import { addDays, createLocalCalendar } from "../core/localDay.ts";
import { tierStanding } from "../core/tiers.ts";
import type { MeterSnapshot } from "../shared/meterSnapshot.ts";
import type { LedgerReader } from "./ledger/ledgerReader.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a snapshot holds besides the figures of the ledger. */
export type SnapshotFrame = Pick<
  MeterSnapshot,
  "revision" | "madeAtMs" | "sweptAtMs" | "scanning" | "role" | "logsFound" | "toolNames" | "problems"
>;

/** The figures of the status bar, with days cut in the person's time zone. */
export function makeSnapshot(reader: LedgerReader, timeZone: string, frame: SnapshotFrame): MeterSnapshot {
  const calendar = createLocalCalendar(timeZone);
  const today = calendar.dayKey(frame.madeAtMs);
  const toMs = calendar.startOfDay(addDays(today, 1));
  const daysBack = (days: number) => ({ fromMs: calendar.startOfDay(addDays(today, 1 - days)), toMs });
  const [one, seven, thirty] = [daysBack(1), daysBack(7), daysBack(30)];
  const byModel = reader.sums.by("model", thirty);
  return {
    ...frame,
    newestCallMs: reader.extent()?.newestMs,
    today: reader.sums.total(one),
    last7Days: reader.sums.total(seven),
    last30Days: reader.sums.total(thirty),
    todayByTool: reader.sums.by("source", one),
    todayByModel: reader.sums.by("model", one),
    byTool: reader.sums.by("source", thirty),
    byModel,
    unpricedModels: byModel.flatMap(({ key, totals }) => (totals.unpricedTokens > 0 ? [key] : [])).toSorted(),
    tier: standing(reader, frame.madeAtMs),
    setAside: reader.setAside(),
  };
}

/** Tiers go by the last 30 UTC days, today included, so that every machine and the board agree on them. */
function standing(reader: LedgerReader, nowMs: number): MeterSnapshot["tier"] {
  const toMs = (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
  const { counted, seen } = countDays(reader.dayUse({ fromMs: toMs - 30 * DAY_MS, toMs }));
  return tierStanding(counted, seen);
}
