import { t } from "@vscode/l10n";

import { formatDecimal, formatGrowth, formatPercent } from "../../core/format.ts";

/** Beyond this, how many times says more than percent. */
const MANY_TIMES = 3;

/** How a sum stands to that of as many days before; `undefined` where there was nothing to compare with. */
export function changeWords(before: number, now: number, days: number): string | undefined {
  if (before <= 0) return undefined;
  const change = now / before - 1;
  if (Math.abs(change) < 0.005) return days === 1 ? t("as on the day before") : t("as in the {0} days before", days);
  if (change >= MANY_TIMES) {
    const times = formatDecimal(now / before);
    return days === 1 ? t("{0} times the day before", times) : t("{0} times the {1} days before", times, days);
  }
  const percent = formatPercent(Math.abs(change) * (1 - 1e-9) >= 1 ? 1 : Math.abs(change));
  const sign = change > 0 ? `+${formatGrowth(change)}` : `−${percent}`;
  return days === 1 ? t("{0} against the day before", sign) : t("{0} against the {1} days before", sign, days);
}

/** How a share stands to that of the days before, in percentage points. */
export function pointWords(before: number | undefined, now: number | undefined, days: number): string | undefined {
  if (before === undefined || now === undefined) return undefined;
  const points = Math.round((now - before) * 1000) / 10;
  const sign = points > 0 ? `+${formatDecimal(points)}` : points < 0 ? `−${formatDecimal(-points)}` : "±0";
  return days === 1
    ? t("{0} points against the day before", sign)
    : t("{0} points against the {1} days before", sign, days);
}
