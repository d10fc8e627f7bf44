import { addDays, createLocalCalendar } from "../core/localDay.ts";
import type { GateFigures } from "../core/tierGates.ts";
import { tierStanding } from "../core/tiers.ts";
import type { MeterSnapshot } from "../shared/meterSnapshot.ts";
import { countRecent } from "./countRecent.ts";
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
    tier: tierStanding(counted, seen, figures),
    setAside: reader.setAside(),
  };
}
