import { formatCount, formatTokens } from "../core/format.ts";
import type { SetAside } from "../shared/report.ts";
import { plainText } from "./plainText.ts";

/** `3 records (1.2M tokens) cannot be true and are not counted: 2 future, 1 negative.` */
export function setAsideText(setAside: SetAside): string {
  const records = setAside.records === 1 ? "1 record" : `${formatCount(setAside.records)} records`;
  const sure = `${records} (${formatTokens(setAside.tokens)} tokens) cannot be true and`;
  const reasons = reasonsText(setAside.reasons);
  return `${sure} ${setAside.records === 1 ? "is" : "are"} not counted${reasons === "" ? "" : `: ${reasons}`}.`;
}

/** `2 future, 1 negative`, most frequent first. */
export function reasonsText(reasons: Readonly<Record<string, number>>): string {
  return Object.entries(reasons)
    .filter(([, count]) => count > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${formatCount(count)} ${plainText(reason)}`)
    .join(", ");
}
