import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";
import { keepRanks } from "../../../src/server/housekeeping.ts";
import { settleDays, slideWindows } from "../../../src/server/ranking/moveWindows.ts";

/** What the jobs of every minute do, one after the other: windows moved on, days settled, ranks made. */
export async function catchUp(database: BoardDatabase, nowMs: number): Promise<void> {
  await slideWindows(database, nowMs);
  await settleDays(database, nowMs);
  await keepRanks(database, nowMs);
}
