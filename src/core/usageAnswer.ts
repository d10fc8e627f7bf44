import { t } from "@vscode/l10n";

import { type Currency, US_DOLLAR } from "../shared/currency.ts";
import type { Report, ReportRow } from "../shared/report.ts";
import { cacheHitRate, totalTokens } from "../shared/tokenCounts.ts";
import { addUsage, NO_USAGE, type UsageTotals } from "../shared/usageTotals.ts";
import { formatCost, formatCount, formatModel, formatPercent, formatTokens } from "./format.ts";
import { PERIODS, type UsageQuestion } from "./usageQuestion.ts";

const MANY = 8;

/** What was used, as Markdown for a chat: one sentence, then tables by assistant and model, then what is uncertain. */
export function answerEverything(
  { period }: UsageQuestion,
  byTool: Report,
  byModel: Report,
  toolName: (id: string) => string,
  currency: Currency = US_DOLLAR,
): string {
  const { totals } = byTool;
  return [
    sentence(`**${PERIODS[period]()}**`, totals, currency),
    ...(totals.calls === 0
      ? []
      : [
          table(t("Assistant"), byTool.rows, toolName, currency),
          table(t("Model"), byModel.rows, (model) => `\`${formatModel(model).replaceAll("`", "'")}\``, currency),
        ]),
    ...doubts(totals),
  ].join("\n\n");
}

/** What was used in the folders that are open, whose names stay unsaid. */
export function answerProject(
  { period }: UsageQuestion,
  byProject: Report,
  folders: readonly string[],
  currency: Currency = US_DOLLAR,
): string {
  if (folders.length === 0) return t("No folder is open in this window, so there is no project to tell of.");
  const sum = { ...NO_USAGE };
  for (const row of byProject.rows) if (folders.some((folder) => isBelow(row.key, folder))) addUsage(sum, row);
  return [sentence(t("{0} in this project", `**${PERIODS[period]()}**`), sum, currency), ...doubts(sum)].join("\n\n");
}

/** Whether a path is a folder or lies below it. Windows writes a drive's letter either way. */
function isBelow(path: string, folder: string): boolean {
  const [inner, outer] = [path, folder].map((each) => each.replaceAll("\\", "/").replace(/^([a-z]):/, upperCase));
  return inner !== undefined && outer !== undefined && (inner === outer || inner.startsWith(`${outer}/`));
}

function upperCase(text: string): string {
  return text.toUpperCase();
}

/** @param when and where, as it begins the sentence */
function sentence(when: string, totals: UsageTotals, currency: Currency): string {
  if (totals.calls === 0 && totalTokens(totals) === 0) return t("{0}: nothing was used.", when);
  const hitRate = cacheHitRate(totals);
  const calls = totals.calls === 1 ? t("1 call") : t("{0} calls", formatCount(totals.calls));
  const tokens = formatTokens(totalTokens(totals));
  if (hitRate === undefined) return t("{0}: {1} tokens, {2}, {3}.", when, tokens, formatCost(totals, currency), calls);
  return t(
    "{0}: {1} tokens, {2}, {3}, {4} of the prompts from cache.",
    when,
    tokens,
    formatCost(totals, currency),
    calls,
    formatPercent(hitRate),
  );
}

function table(title: string, rows: readonly ReportRow[], nameOf: (key: string) => string, currency: Currency): string {
  const shown = rows
    .slice(0, MANY)
    .map(
      (row) =>
        `| ${nameOf(row.key)} | ${formatTokens(totalTokens(row))} | ${formatCost(row, currency)} | ${formatCount(row.calls)} |`,
    );
  const more = rows.length - shown.length;
  return [
    `| ${title} | ${t("Tokens")} | ${t("Cost")} | ${t("Calls")} |`,
    "|:--|--:|--:|--:|",
    ...shown,
    ...(more > 0 ? [`| ${t("and {0} more", more)} | | | |`] : []),
  ].join("\n");
}

function doubts(totals: UsageTotals): readonly string[] {
  const notes: string[] = [];
  if (totals.estimatedTokens > 0)
    notes.push(t("Of these tokens {0} are estimated.", formatTokens(totals.estimatedTokens)));
  if (totals.unpricedTokens > 0) {
    notes.push(
      t("{0} tokens are of models without a known price and not in the cost.", formatTokens(totals.unpricedTokens)),
    );
  }
  return notes.length === 0 ? [] : [notes.join(" ")];
}
