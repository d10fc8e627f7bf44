import { cacheHitRate, totalTokens } from "../shared/tokenCounts.ts";
import type { MeterSnapshot, NamedTotals, TierStanding } from "../shared/meterSnapshot.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import {
  formatAge,
  formatCost,
  formatCount,
  formatModel,
  formatPercent,
  formatQuantity,
  formatTokens,
} from "../core/format.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
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
  showSummary: "Summary",
  openPanel: "Panel",
  rescan: "Rescan",
  runDiagnostics: "Diagnostics",
  openSettings: "Settings",
} as const satisfies Readonly<Record<(typeof TOOLTIP_COMMANDS)[number], string>>;

const FEW = 4;

/** The tooltip of the status bar item. Icons and the links of `TOOLTIP_COMMANDS` are the only live parts. */
export function tooltipMarkdown(view: MeterView, nowMs: number): string {
  const state = meterState(view, nowMs);
  return [
    `**${PRODUCT_NAME}**`,
    ...stateNotes(state),
    ...(view.snapshot === undefined || state.kind === "empty" ? [] : numbers(view.snapshot, view.isGameOn, nowMs)),
    ...problemsOf(view).map(
      ({ severity, message }) => `$(${severity === "error" ? "error" : severity}) ${escapeMarkdown(message)}`,
    ),
    TOOLTIP_COMMANDS.map((name) => `[${LINK_TEXTS[name]}](command:${COMMANDS[name]})`).join(" · "),
  ].join("\n\n");
}

function stateNotes(state: MeterState): readonly string[] {
  switch (state.kind) {
    case "starting":
      return ["Starting."];
    case "scanning":
      return [
        state.fraction === undefined
          ? "Reading the usage logs."
          : `Reading the usage logs: ${formatPercent(state.fraction)}. The numbers grow until this is done.`,
      ];
    case "failed":
      return [`Not working: ${escapeMarkdown(state.reason)}`];
    case "empty":
      return [state.snapshot.logsFound ? NO_USAGE_NOTE : noLogsNote(state.snapshot)];
    case "stale":
      return [`$(history) These numbers may be old. ${escapeMarkdown(state.reason)}`];
    case "normal":
      return [];
  }
}

const NO_USAGE_NOTE = "Logs were found, but no call to a model in them yet. Numbers appear by themselves.";

function noLogsNote({ toolNames }: MeterSnapshot): string {
  const names = Object.values(toolNames);
  const tools = [
    ...names.slice(0, FEW),
    ...(names.length > FEW ? [`another of the ${names.length} that are read`] : []),
  ];
  const anyTool = new Intl.ListFormat("en", { type: "disjunction" }).format(tools);
  return `No usage logs of an AI assistant were found on this machine. Use ${anyTool} here, or name the folder of their logs in the settings. Numbers appear by themselves.`;
}

function numbers(snapshot: MeterSnapshot, isGameOn: boolean, nowMs: number): readonly string[] {
  const hasToday = snapshot.today.calls > 0;
  return [
    periodTable(snapshot),
    namedTable(
      snapshot,
      hasToday ? "Today" : "Last 30 days",
      hasToday ? snapshot.todayByTool : snapshot.byTool,
      hasToday ? snapshot.todayByModel : snapshot.byModel,
    ),
    isGameOn ? tierNote(snapshot.tier) : "",
    ...doubtNotes(snapshot),
    freshness(snapshot, nowMs),
  ].filter((part) => part !== "");
}

function periodTable({ today, last7Days, last30Days }: MeterSnapshot): string {
  return [
    tableRow("", "Tokens", "Cost", "Calls", "From cache"),
    "|:--|--:|--:|--:|--:|",
    periodRow("Today", today),
    periodRow("7 days", last7Days),
    periodRow("30 days", last30Days),
  ].join("\n");
}

function periodRow(name: string, totals: UsageTotals): string {
  const hitRate = cacheHitRate(totals);
  return tableRow(
    name,
    formatTokens(totalTokens(totals)),
    formatCost(totals),
    formatCount(totals.calls),
    hitRate === undefined ? "–" : formatPercent(hitRate),
  );
}

/** Columns of a tooltip's table stand close together; the entities hold them apart, as plain spaces are dropped. */
function tableRow(name: string, ...figures: readonly string[]): string {
  return `| ${[name, ...figures.map((figure) => `&nbsp;&nbsp;${figure}`)].join(" | ")} |`;
}

function namedTable(
  { toolNames }: MeterSnapshot,
  title: string,
  tools: readonly NamedTotals[],
  models: readonly NamedTotals[],
): string {
  if (tools.length === 0 && models.length === 0) return "";
  return [
    tableRow(`${title}, by tool`, "Tokens", "Cost"),
    "|:--|--:|--:|",
    ...namedRows(tools, "tool", (id) => toolNames[id] ?? id),
    `| **${title}, by model** | | |`,
    ...namedRows(models, "model", formatModel),
  ].join("\n");
}

function namedRows(all: readonly NamedTotals[], singular: string, nameOf: (key: string) => string): readonly string[] {
  const rows = all
    .slice(0, FEW)
    .map(({ key, totals }) =>
      tableRow(escapeMarkdown(nameOf(key)), formatTokens(totalTokens(totals)), formatCost(totals)),
    );
  const more = all.length - rows.length;
  return more > 0 ? [...rows, `| and ${formatQuantity(more, `more ${singular}`)} | | |`] : rows;
}

function tierNote({ tier, next, progress, countedTokens, seenTokens, missingTokens, nextGates }: TierStanding): string {
  const lines = [
    `**${tier === undefined ? "No tier yet" : escapeMarkdown(tier)}**: ${formatTokens(countedTokens)} tokens counted of ` +
      `${formatTokens(seenTokens)} seen in 30 days.`,
  ];
  if (next !== undefined) {
    lines.push(
      missingTokens === 0
        ? `Next: ${escapeMarkdown(next)}, whose volume is reached.`
        : `Next: ${escapeMarkdown(next)}, ${formatPercent(progress)} of the way, ${formatTokens(missingTokens)} missing.`,
    );
  }
  const asks = openGates(nextGates);
  if (asks.length > 0) lines.push(`It also asks for ${asks.map(escapeMarkdown).join(", ")}.`);
  return lines.join("  \n");
}

/** What keeps the numbers from being exact, today's first. */
function doubtNotes({ today, last30Days, unpricedModels, setAside }: MeterSnapshot): readonly string[] {
  const notes: string[] = [];
  if (last30Days.estimatedTokens > 0) {
    notes.push(
      `Of which estimated: ${formatTokens(today.estimatedTokens)} tokens today, ` +
        `${formatTokens(last30Days.estimatedTokens)} in 30 days.${countedHereNote(last30Days)}`,
    );
  }
  if (unpricedModels.length > 0) {
    const named = unpricedModels.slice(0, FEW).map((model) => escapeMarkdown(formatModel(model)));
    const more = unpricedModels.length - named.length;
    notes.push(
      `No known price for ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}: ` +
        `costs marked + are at least that much.`,
    );
  }
  if (setAside.records > 0) {
    notes.push(
      `Set aside as impossible and not counted: ${formatQuantity(setAside.records, "record")} ` +
        `(${formatTokens(setAside.tokens)} tokens).`,
    );
  }
  return notes;
}

function countedHereNote({ countedHereTokens }: UsageTotals): string {
  if (countedHereTokens === 0) return "";
  return ` ${formatTokens(countedHereTokens)} of these were counted here, as their tool reports none.`;
}

function freshness({ sweptAtMs, newestCallMs, role }: MeterSnapshot, nowMs: number): string {
  const parts = [
    sweptAtMs === undefined ? "Logs not read yet" : `Logs read ${formatAge(nowMs - sweptAtMs)}`,
    ...(newestCallMs === undefined ? [] : [`newest call ${formatAge(nowMs - newestCallMs)}`]),
    role === "writer" ? "this window writes the ledger" : "this window follows the one that writes the ledger",
  ];
  return `${parts.join(" · ")}.`;
}
