import type { Report, ReportRow } from "../shared/report.ts";
import { cacheHitRate, totalTokens } from "../shared/tokenCounts.ts";
import { addUsage, NO_USAGE, type UsageTotals } from "../shared/usageTotals.ts";
import { formatCost, formatModel, formatPercent, formatQuantity, formatTokens } from "./format.ts";
import { PERIODS, type UsageQuestion } from "./usageQuestion.ts";

const MANY = 8;

/** What was used, as Markdown for a chat: one sentence, then tables by assistant and model, then what is uncertain. */
export function answerEverything(
  { period }: UsageQuestion,
  byTool: Report,
  byModel: Report,
  toolName: (id: string) => string,
): string {
  const { totals } = byTool;
  return [
    sentence(PERIODS[period], "", totals),
    ...(totals.calls === 0
      ? []
      : [
          table("Assistant", byTool.rows, toolName),
          table("Model", byModel.rows, (model) => `\`${formatModel(model).replaceAll("`", "'")}\``),
        ]),
    ...doubts(totals),
  ].join("\n\n");
}

/** What was used in the folders that are open, whose names stay unsaid. */
export function answerProject({ period }: UsageQuestion, byProject: Report, folders: readonly string[]): string {
  if (folders.length === 0) return "No folder is open in this window, so there is no project to tell of.";
  const sum = { ...NO_USAGE };
  for (const row of byProject.rows) if (folders.some((folder) => isBelow(row.key, folder))) addUsage(sum, row);
  return [sentence(PERIODS[period], " in this project", sum), ...doubts(sum)].join("\n\n");
}

/** Whether a path is a folder or lies below it. Windows writes a drive's letter either way. */
function isBelow(path: string, folder: string): boolean {
  const [inner, outer] = [path, folder].map((each) => each.replaceAll("\\", "/").replace(/^([a-z]):/, upperCase));
  return inner !== undefined && outer !== undefined && (inner === outer || inner.startsWith(`${outer}/`));
}

function upperCase(text: string): string {
  return text.toUpperCase();
}

function sentence(period: string, place: string, totals: UsageTotals): string {
  if (totals.calls === 0 && totalTokens(totals) === 0) return `**${period}**${place}: nothing was used.`;
  const hitRate = cacheHitRate(totals);
  const fromCache = hitRate === undefined ? "" : `, ${formatPercent(hitRate)} of the prompts from cache`;
  return (
    `**${period}**${place}: ${formatTokens(totalTokens(totals))} tokens, ${formatCost(totals)}, ` +
    `${formatQuantity(totals.calls, "call")}${fromCache}.`
  );
}

function table(title: string, rows: readonly ReportRow[], nameOf: (key: string) => string): string {
  const shown = rows
    .slice(0, MANY)
    .map((row) => `| ${nameOf(row.key)} | ${formatTokens(totalTokens(row))} | ${formatCost(row)} | ${row.calls} |`);
  const more = rows.length - shown.length;
  return [
    `| ${title} | Tokens | Cost | Calls |`,
    "|:--|--:|--:|--:|",
    ...shown,
    ...(more > 0 ? [`| and ${more} more | | | |`] : []),
  ].join("\n");
}

function doubts(totals: UsageTotals): readonly string[] {
  const notes: string[] = [];
  if (totals.estimatedTokens > 0) notes.push(`Of these tokens ${formatTokens(totals.estimatedTokens)} are estimated.`);
  if (totals.unpricedTokens > 0) {
    notes.push(
      `${formatTokens(totals.unpricedTokens)} tokens are of models without a known price and not in the cost.`,
    );
  }
  return notes.length === 0 ? [] : [notes.join(" ")];
}
