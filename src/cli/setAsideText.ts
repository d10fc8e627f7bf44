import { formatCount, formatTokens } from "../core/format.ts";
import type { Implausibility } from "../core/plausibility.ts";
import type { SetAside } from "../shared/report.ts";
import { plainText } from "./plainText.ts";

/** `3 records (1.2M tokens) cannot be true and are not counted: 2 dated in the future, 1 with negative counts.` */
export function setAsideText(setAside: SetAside): string {
  const records = setAside.records === 1 ? "1 record" : `${formatCount(setAside.records)} records`;
  const sure = `${records} (${formatTokens(setAside.tokens)} tokens) cannot be true and`;
  const reasons = reasonsText(setAside.reasons, IN_WORDS);
  return `${sure} ${setAside.records === 1 ? "is" : "are"} not counted${reasons === "" ? "" : `: ${reasons}`}.`;
}

const IN_WORDS: ReadonlyMap<string, string> = new Map<Implausibility, string>([
  ["negative", "with negative counts"],
  ["absurd", "too large for one call"],
  ["before-2022", "dated before 2022"],
  ["future", "dated in the future"],
]);

/** `4 no-time, 1 malformed`, most frequent first. */
export function reasonsText(
  reasons: Readonly<Record<string, number>>,
  words: ReadonlyMap<string, string> = new Map(),
): string {
  return Object.entries(reasons)
    .filter(([, count]) => count > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${formatCount(count)} ${words.get(reason) ?? plainText(reason)}`)
    .join(", ");
}
