import { t } from "@vscode/l10n";

import { cacheHitRate, totalTokens } from "../shared/tokenCounts.ts";
import type { MeterSnapshot, NamedTotals, TierStanding } from "../shared/meterSnapshot.ts";
import { type Currency, US_DOLLAR } from "../shared/currency.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import { budgetAlarm } from "../core/budgets/budgetState.ts";
import { limitTexts } from "../core/limits/limitText.ts";
import { budgetFigures, budgetName } from "../core/budgets/budgetText.ts";
import {
  formatAge,
  formatAlternatives,
  formatCost,
  formatCount,
  formatModel,
  formatPercent,
  formatRate,
  formatTokens,
} from "../core/format.ts";
import { budgetStandings } from "./budgets/budgetStandings.ts";
import { escapeMarkdown, escapeSentence } from "./escapeMarkdown.ts";
import { COMMANDS, type CommandName, PRODUCT_NAME } from "./ids.ts";
import { openGates } from "./openGates.ts";
import { type MeterState, type MeterView, meterState, problemsOf } from "./meterView.ts";

/** Commands that the tooltip may link to; nothing else is trusted. */
export const TOOLTIP_COMMANDS = [
  "showSummary",
  "openPanel",
  "rescan",
  "runDiagnostics",
  "openSettings",
] as const satisfies readonly CommandName[];

const LINK_TEXTS = {
  showSummary: () => t("Summary"),
  openPanel: () => t("Panel"),
  rescan: () => t("Rescan"),
  runDiagnostics: () => t("Diagnostics"),
  openSettings: () => t("Settings"),
} as const satisfies Readonly<Record<(typeof TOOLTIP_COMMANDS)[number], () => string>>;

const FEW = 4;

/** The tooltip of the status bar item. Icons and the links of `TOOLTIP_COMMANDS` are the only live parts. */
export function tooltipMarkdown(view: MeterView, nowMs: number): string {
  const state = meterState(view, nowMs);
  return [
    `**${PRODUCT_NAME}**`,
    ...stateNotes(state),
    ...(view.snapshot === undefined || state.kind === "empty" ? [] : numbers(view.snapshot, view, nowMs)),
    ...problemsOf(view).map(
      ({ severity, message }) => `$(${severity === "error" ? "error" : severity}) ${escapeMarkdown(message)}`,
    ),
    TOOLTIP_COMMANDS.map((name) => `[${LINK_TEXTS[name]()}](command:${COMMANDS[name]})`).join(" · "),
  ].join("\n\n");
}

function stateNotes(state: MeterState): readonly string[] {
  switch (state.kind) {
    case "starting":
      return [t("Starting.")];
    case "scanning":
      return [
        state.fraction === undefined
          ? t("Reading the usage logs.")
          : t("Reading the usage logs: {0}. The numbers grow until this is done.", formatPercent(state.fraction)),
      ];
    case "failed":
      return [t("Not working: {0}", escapeMarkdown(state.reason))];
    case "empty":
      return [state.snapshot.logsFound ? noUsageNote() : noLogsNote(state.snapshot)];
    case "stale":
      return [`$(history) ${t("These numbers may be old. {0}", escapeMarkdown(state.reason))}`];
    case "normal":
      return [];
  }
}

function noUsageNote(): string {
  return t("Logs were found, but no call to a model in them yet. Numbers appear by themselves.");
}

function noLogsNote({ toolNames }: MeterSnapshot): string {
  const names = Object.values(toolNames);
  const tools = [
    ...names.slice(0, FEW),
    ...(names.length > FEW ? [t("another of the {0} that are read", names.length)] : []),
  ];
  return t(
    "No usage logs of an AI assistant were found on this machine. Use {0} here, or name the folder of their logs in the settings. Numbers appear by themselves.",
    formatAlternatives(tools),
  );
}

function numbers(snapshot: MeterSnapshot, view: MeterView, nowMs: number): readonly string[] {
  const { isGameOn, currency } = view;
  const hasToday = snapshot.today.calls > 0;
  return [
    periodTable(snapshot, currency),
    namedTable(
      snapshot,
      currency,
      hasToday
        ? {
            byTool: t("Today, by tool"),
            tools: snapshot.todayByTool,
            byModel: t("Today, by model"),
            models: snapshot.todayByModel,
          }
        : {
            byTool: t("Last 30 days, by tool"),
            tools: snapshot.byTool,
            byModel: t("Last 30 days, by model"),
            models: snapshot.byModel,
          },
    ),
    isGameOn ? tierNote(snapshot.tier) : "",
    budgetNote(view),
    limitNote(snapshot, currency, nowMs),
    rateNote(currency),
    ...doubtNotes(snapshot),
    freshness(snapshot, nowMs),
  ].filter((part) => part !== "");
}

function periodTable({ today, last7Days, last30Days }: MeterSnapshot, currency: Currency): string {
  return [
    tableRow("", t("Tokens"), t("Cost"), t("Calls"), t("From cache")),
    "|:--|--:|--:|--:|--:|",
    periodRow(t("Today"), today, currency),
    periodRow(t("7 days"), last7Days, currency),
    periodRow(t("30 days"), last30Days, currency),
  ].join("\n");
}

function periodRow(name: string, totals: UsageTotals, currency: Currency): string {
  const hitRate = cacheHitRate(totals);
  return tableRow(
    name,
    formatTokens(totalTokens(totals)),
    formatCost(totals, currency),
    formatCount(totals.calls),
    hitRate === undefined ? "–" : formatPercent(hitRate),
  );
}

/** Columns of a tooltip's table stand close together; the entities hold them apart, as plain spaces are dropped. */
function tableRow(name: string, ...figures: readonly string[]): string {
  return `| ${[name, ...figures.map((figure) => `&nbsp;&nbsp;${figure}`)].join(" | ")} |`;
}

/** What a table shows, under which titles. */
interface NamedSums {
  readonly byTool: string;
  readonly tools: readonly NamedTotals[];
  readonly byModel: string;
  readonly models: readonly NamedTotals[];
}

function namedTable(
  { toolNames }: MeterSnapshot,
  currency: Currency,
  { byTool, tools, byModel, models }: NamedSums,
): string {
  if (tools.length === 0 && models.length === 0) return "";
  return [
    tableRow(byTool, t("Tokens"), t("Cost")),
    "|:--|--:|--:|",
    ...namedRows(tools, currency, moreTools, (id) => toolNames[id] ?? id),
    `| **${byModel}** | | |`,
    ...namedRows(models, currency, moreModels, formatModel),
  ].join("\n");
}

function moreTools(count: number): string {
  return count === 1 ? t("and 1 more tool") : t("and {0} more tools", formatCount(count));
}

function moreModels(count: number): string {
  return count === 1 ? t("and 1 more model") : t("and {0} more models", formatCount(count));
}

/** @param moreText tells of what there is no row for */
function namedRows(
  all: readonly NamedTotals[],
  currency: Currency,
  moreText: (count: number) => string,
  nameOf: (key: string) => string,
): readonly string[] {
  const rows = all
    .slice(0, FEW)
    .map(({ key, totals }) =>
      tableRow(escapeMarkdown(nameOf(key)), formatTokens(totalTokens(totals)), formatCost(totals, currency)),
    );
  const more = all.length - rows.length;
  return more > 0 ? [...rows, `| ${moreText(more)} | | |`] : rows;
}

function tierNote({ tier, next, progress, countedTokens, seenTokens, missingTokens, nextGates }: TierStanding): string {
  const lines = [
    t(
      "{0}: {1} tokens counted of {2} seen in 30 days.",
      `**${tier === undefined ? t("No tier yet") : escapeMarkdown(tier)}**`,
      formatTokens(countedTokens),
      formatTokens(seenTokens),
    ),
  ];
  if (next !== undefined) {
    lines.push(
      missingTokens === 0
        ? t("Next: {0}, whose volume is reached.", escapeMarkdown(next))
        : t(
            "Next: {0}, {1} of the way, {2} missing.",
            escapeMarkdown(next),
            formatPercent(progress),
            formatTokens(missingTokens),
          ),
    );
  }
  const asks = openGates(nextGates);
  if (asks.length > 0) lines.push(t("It also asks for {0}.", asks.map(escapeMarkdown).join(", ")));
  return lines.join("  \n");
}

function budgetNote(view: MeterView): string {
  const nameOf = (tool: string): string => view.snapshot?.toolNames[tool] ?? tool;
  return budgetStandings(view)
    .map((standing) => {
      const alarm = budgetAlarm([standing]);
      const icon = alarm === undefined ? "" : `$(${alarm}) `;
      const name = escapeMarkdown(budgetName(standing.budget, nameOf));
      return `${icon}${name}: ${escapeSentence(budgetFigures(standing, view.currency))}`;
    })
    .join("  \n");
}

function limitNote({ limits, toolNames }: MeterSnapshot, currency: Currency, nowMs: number): string {
  return limitTexts(limits, (tool) => toolNames[tool] ?? tool, currency, nowMs)
    .map(escapeSentence)
    .join("  \n");
}

/** Prices are in dollars: what they were turned into another currency by is the reader's own. */
function rateNote({ code, perUsd }: Currency): string {
  return code === US_DOLLAR.code ? "" : t("Dollars are shown in {0} at your rate of {1}.", code, formatRate(perUsd));
}

/** What keeps the numbers from being exact, today's first. */
function doubtNotes({ today, last30Days, unpricedModels, setAside }: MeterSnapshot): readonly string[] {
  const notes: string[] = [];
  if (last30Days.estimatedTokens > 0) {
    notes.push(
      t(
        "Of which estimated: {0} tokens today, {1} in 30 days.",
        formatTokens(today.estimatedTokens),
        formatTokens(last30Days.estimatedTokens),
      ) + countedHereNote(last30Days),
    );
  }
  if (unpricedModels.length > 0) {
    const named = unpricedModels.slice(0, FEW).map((model) => escapeMarkdown(formatModel(model)));
    const more = unpricedModels.length - named.length;
    const names = more > 0 ? t("{0} and {1} more", named.join(", "), more) : named.join(", ");
    notes.push(t("No known price for {0}: costs marked + are at least that much.", names));
  }
  if (setAside.records > 0) {
    const tokens = formatTokens(setAside.tokens);
    notes.push(
      setAside.records === 1
        ? t("Set aside as impossible and not counted: 1 record ({0} tokens).", tokens)
        : t(
            "Set aside as impossible and not counted: {0} records ({1} tokens).",
            formatCount(setAside.records),
            tokens,
          ),
    );
  }
  return notes;
}

function countedHereNote({ countedHereTokens }: UsageTotals): string {
  if (countedHereTokens === 0) return "";
  return ` ${t("{0} of these were counted here, as their tool reports none.", formatTokens(countedHereTokens))}`;
}

function freshness({ sweptAtMs, newestCallMs, role }: MeterSnapshot, nowMs: number): string {
  const parts = [
    sweptAtMs === undefined ? t("Logs not read yet") : t("Logs read {0}", formatAge(nowMs - sweptAtMs)),
    ...(newestCallMs === undefined ? [] : [t("newest call {0}", formatAge(nowMs - newestCallMs))]),
    role === "writer" ? t("this window writes the ledger") : t("this window follows the one that writes the ledger"),
  ];
  return `${parts.join(" · ")}.`;
}
