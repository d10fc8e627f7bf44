import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { textIn, type BoardDatabase } from "./boardDatabase.ts";

const HOUR_MS = 3_600_000;
const WEEK_H = 7 * 24;
const PARTITION_LOCK = 7_412_002;
/** Clocks that are corrected, and the rest of a day at the edge: its sum is made from all of its hours or not at all. */
const MARGIN_H = 3 * 24;
const WEEKS_AHEAD = 5;

/**
 * Makes the weekly parts of `usage_hour` that rows may fall into from now on, and drops those that no row may fall into any
 * more: that is how hours are kept for 35 days and no longer than a week and a half beyond.
 */
export async function keepHourPartitions(database: BoardDatabase, nowMs: number): Promise<void> {
  const now = Math.floor(nowMs / HOUR_MS);
  const oldest = Math.floor((now - WIRE_BOUNDS.hoursBack - MARGIN_H) / WEEK_H);
  const newest = Math.floor(now / WEEK_H) + WEEKS_AHEAD;
  await database.transaction(async (queries) => {
    await queries.query("SELECT pg_advisory_xact_lock($1)", [PARTITION_LOCK]);
    const rows = await queries.query(
      "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'usage_hour'::regclass",
    );
    const existing = new Set(rows.map((row) => textIn(row, "name")));
    for (let week = oldest; week <= newest; week += 1) {
      const name = partitionName(week);
      if (existing.has(name)) continue;
      const bounds = `FROM (${week * WEEK_H}) TO (${(week + 1) * WEEK_H})`;
      await queries.run(`CREATE TABLE ${name} PARTITION OF usage_hour FOR VALUES ${bounds}`);
    }
    for (const name of existing) {
      const week = Number(/^usage_hour_w(\d+)$/.exec(name)?.[1] ?? Number.NaN);
      if (week < oldest) await queries.run(`DROP TABLE ${name}`);
    }
  });
}

function partitionName(week: number): string {
  return `usage_hour_w${week}`;
}
