import { t } from "@vscode/l10n";

import type { Currency } from "../../shared/currency.ts";
import type { ProviderLimit, UsageBlock, UsageLimits } from "../../shared/limits.ts";
import { formatAge, formatDuration, formatMoney, formatPercentOfLimit, formatTokens } from "../format.ts";

const MINUTE_MS = 60_000;

/** A sentence for each window that is known of now. */
export function limitTexts(
  { told, claudeBlock }: UsageLimits,
  nameOf: (tool: string) => string,
  currency: Currency,
  nowMs: number,
): readonly string[] {
  const texts = currentLimits(told, nowMs).map((limit) => limitText(limit, nameOf(limit.tool), nowMs));
  const isCurrent = claudeBlock !== undefined && nowMs < claudeBlock.endMs;
  return isCurrent ? [...texts, blockText(claudeBlock, currency, nowMs)] : texts;
}

/** Limits that still say something: those whose window has begun anew since they were told do not. */
export function currentLimits(limits: readonly ProviderLimit[], nowMs: number): readonly ProviderLimit[] {
  return limits.filter(({ atMs, windowMinutes, resetsMs }) => nowMs < (resetsMs ?? atMs + windowMinutes * MINUTE_MS));
}

/** `Codex, window of 5 h: 62% used, begins anew in 1 h 20 min (as of 3 min ago)`. */
export function limitText(limit: ProviderLimit, name: string, nowMs: number): string {
  const window = formatDuration(limit.windowMinutes * MINUTE_MS);
  const used = formatPercentOfLimit(limit.used);
  const age = formatAge(nowMs - limit.atMs);
  return limit.resetsMs === undefined
    ? t("{0}, window of {1}: {2} used (as of {3})", name, window, used, age)
    : t(
        "{0}, window of {1}: {2} used, begins anew in {3} (as of {4})",
        name,
        window,
        used,
        formatDuration(limit.resetsMs - nowMs),
        age,
      );
}

/** `Claude, window of 5 hours (estimate): 3.2M tokens, $4.12, ends in 2 h`. */
export function blockText({ endMs, tokens, costNanos }: UsageBlock, currency: Currency, nowMs: number): string {
  return t(
    "Claude, window of 5 hours (estimate): {0} tokens, {1}, ends in {2}",
    formatTokens(tokens),
    formatMoney(costNanos, currency),
    formatDuration(endMs - nowMs),
  );
}
