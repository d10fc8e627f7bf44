import type { MeView } from "../../shared/board/meView.ts";

type Day = MeView["days"][number];

/**
 * The last days up to today without a gap, so that a chart's columns are days: one without rows has nothing, which is what the
 * board has of it.
 */
export function fillDays(days: readonly Day[], today: number, count: number): readonly Day[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, index) => {
    const day = today - count + 1 + index;
    return known.get(day) ?? { day, seen: 0, counted: 0, isSettled: true };
  });
}
