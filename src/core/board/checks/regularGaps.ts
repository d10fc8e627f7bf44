import type { CheckLimits } from "./checkLimits.ts";
import type { Figures } from "./hourChecks.ts";
import type { UnattendedHour } from "./memberUse.ts";

/**
 * The figures of a device, tool and model that is called without a person at regular intervals. Only numbers of calls per hour
 * are known: where intervals are independent, their variance over their mean is the square of the intervals' variation. The
 * first and the last hour of a run are left out, as they are not whole.
 */
export function hasRegularGaps(hours: readonly UnattendedHour[], limits: CheckLimits): Figures | undefined {
  const groups = new Map<string, UnattendedHour[]>();
  for (const hour of hours) {
    const key = `${hour.device} ${hour.tool} ${hour.model}`;
    groups.set(key, [...(groups.get(key) ?? []), hour]);
  }
  for (const group of groups.values()) {
    const whole = wholeHours(group);
    const calls = whole.reduce((all, n) => all + n, 0);
    const mean = calls / whole.length;
    if (calls < limits.regularCalls || mean * limits.regularGapS >= 3_600) continue;
    const variance = whole.reduce((all, n) => all + (n - mean) ** 2, 0) / whole.length;
    if (variance < limits.regularVariation ** 2 * mean)
      return { calls, hours: whole.length, meanPerHour: Math.round(mean) };
  }
  return undefined;
}

/** Calls of the hours that have neighbours on both sides. */
function wholeHours(group: readonly UnattendedHour[]): readonly number[] {
  const present = new Set(group.map(({ h }) => h));
  return group.filter(({ h }) => present.has(h - 1) && present.has(h + 1)).map(({ calls }) => calls);
}
