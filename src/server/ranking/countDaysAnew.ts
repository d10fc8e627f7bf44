import type { Queries } from "../database/boardDatabase.ts";
import { sumDaysOf } from "./daySums.ts";
import { memberWindowsIn } from "./memberWindows.ts";

/** Counts days of a member anew, and the window with them, after something has changed that decides what counts. */
export async function countDaysAnew(
  queries: Queries,
  member: number,
  days: readonly number[],
  nowMs: number,
): Promise<void> {
  const changed = [...new Set(days)];
  if (changed.length === 0) return;
  const windows = memberWindowsIn(queries, nowMs);
  await windows.putDays(
    changed.map((day) => ({ member, day })),
    await sumDaysOf(queries, member, changed, nowMs),
  );
  await windows.refresh([member]);
}
