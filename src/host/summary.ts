import { t } from "@vscode/l10n";

import {
  formatAge,
  formatCost,
  formatCount,
  formatEnumeration,
  formatModel,
  formatPercent,
  formatTokens,
} from "../core/format.ts";
import { budgetAlarm } from "../core/budgets/budgetState.ts";
import { budgetFigures, budgetName } from "../core/budgets/budgetText.ts";
import { limitTexts } from "../core/limits/limitText.ts";
import type { Currency } from "../shared/currency.ts";
import type { MeterSnapshot, NamedTotals, Problem, TierStanding } from "../shared/meterSnapshot.ts";
import { cacheHitRate, totalTokens } from "../shared/tokenCounts.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import { budgetStandings } from "./budgets/budgetStandings.ts";
import type { CommandName } from "./ids.ts";
import { type MeterView, meterState, problemsOf } from "./meterView.ts";
import { openGates } from "./openGates.ts";
import { iconFreeSentence, iconFreeText } from "./plainText.ts";
import { statusFace, tierText } from "./statusText.ts";

export type SummaryEntry =
  | { readonly kind: "section"; readonly label: string }
  | { readonly kind: "fact"; readonly label: string; readonly description: string; readonly detail?: string }
  | { readonly kind: "action"; readonly label: string; readonly command: CommandName };

const MANY = 8;

function actions(): readonly SummaryEntry[] {
  return [
    { kind: "section", label: t("Actions") },
    { kind: "action", label: `$(milestone) ${t("Open Panel")}`, command: "openPanel" },
    { kind: "action", label: `$(credit-card) ${t("Set Budget…")}`, command: "setBudget" },
    { kind: "action", label: `$(refresh) ${t("Rescan All Logs")}`, command: "rescan" },
    { kind: "action", label: `$(pulse) ${t("Run Diagnostics")}`, command: "runDiagnostics" },
    { kind: "action", label: `$(export) ${t("Export Usage…")}`, command: "exportUsage" },
    { kind: "action", label: `$(gear) ${t("Open Settings")}`, command: "openSettings" },
  ];
}

/** Everything the meter knows, section by section, and what can be done. */
export function summaryEntries(view: MeterView, nowMs: number): readonly SummaryEntry[] {
  const { snapshot, currency } = view;
  if (snapshot === undefined) {
    const { label } = statusFace(view, "full", nowMs);
    return [{ kind: "fact", label: iconFreeText(label), description: "" }, ...problemEntries(view), ...actions()];
  }
  if (meterState(view, nowMs).kind === "empty") {
    return [
      ...emptyEntries(snapshot),
      ...budgetEntries(view),
      ...unknownEntries(view, snapshot, nowMs),
      ...problemEntries(view),
      ...actions(),
    ];
  }
  const nameOfTool = (id: string): string => snapshot.toolNames[id] ?? id;
  return [
    { kind: "section", label: t("Usage") },
    periodEntry(t("Today"), snapshot.today, currency),
    periodEntry(t("Last 7 days"), snapshot.last7Days, currency),
    periodEntry(t("Last 30 days"), snapshot.last30Days, currency),
    ...budgetEntries(view),
    ...(view.isGameOn ? [{ kind: "section", label: t("Tier") } as const, tierEntry(snapshot.tier)] : []),
    ...limitEntries(view, snapshot, nowMs),
    ...namedEntries(t("Tools today"), moreTools, snapshot.todayByTool, nameOfTool, currency),
    ...namedEntries(t("Models today"), moreModels, snapshot.todayByModel, formatModel, currency),
    ...namedEntries(t("Tools, last 30 days"), moreTools, snapshot.byTool, nameOfTool, currency),
    ...namedEntries(t("Models, last 30 days"), moreModels, snapshot.byModel, formatModel, currency),
    ...unknownEntries(view, snapshot, nowMs),
    ...problemEntries(view),
    ...actions(),
  ];
}

/** Where there are no numbers yet: what was looked for, and what to do. */
function emptyEntries({ logsFound }: MeterSnapshot): readonly SummaryEntry[] {
  return [
    logsFound
      ? {
          kind: "fact",
          label: t("No AI usage yet"),
          description: t("Logs were found, but no call to a model in them yet"),
        }
      : {
          kind: "fact",
          label: t("No AI logs found"),
          description: t("Use an assistant here, or name the folder of its logs in the settings"),
        },
    { kind: "fact", label: t("Numbers appear by themselves"), description: "" },
    { kind: "action", label: `$(search) ${t("Show Found Assistants")}`, command: "showFoundTools" },
  ];
}

/** As short as it can be: a list cuts what does not fit its line. What is uncertain stands with the sum it belongs to. */
function periodEntry(label: string, totals: UsageTotals, currency: Currency): SummaryEntry {
  const hitRate = cacheHitRate(totals);
  const parts = [
    t("{0} fresh", formatTokens(totals.freshInput)),
    t("{0} to cache", formatTokens(totals.cacheWrite5m + totals.cacheWrite1h)),
    hitRate === undefined
      ? t("{0} from cache", formatTokens(totals.cacheRead))
      : t("{0} from cache ({1})", formatTokens(totals.cacheRead), formatPercent(hitRate)),
    t("{0} output", formatTokens(totals.output)),
  ];
  const sums = [
    tokensAndCost(totals, currency),
    callsText(totals.calls),
    ...(totals.estimatedTokens > 0 ? [t("{0} estimated", formatTokens(totals.estimatedTokens))] : []),
    ...(totals.countedHereTokens > 0 ? [t("{0} counted here", formatTokens(totals.countedHereTokens))] : []),
  ];
  return { kind: "fact", label, description: sums.join(" · "), detail: parts.join(", ") };
}

function tokensAndCost(totals: UsageTotals, currency: Currency): string {
  return `${t("{0} tokens", formatTokens(totalTokens(totals)))} · ${formatCost(totals, currency)}`;
}

function callsText(calls: number): string {
  return calls === 1 ? t("1 call") : t("{0} calls", formatCount(calls));
}

function moreTools(count: number): string {
  return count === 1 ? t("and 1 more tool") : t("and {0} more tools", formatCount(count));
}

function moreModels(count: number): string {
  return count === 1 ? t("and 1 more model") : t("and {0} more models", formatCount(count));
}

function namedEntries(
  title: string,
  moreText: (count: number) => string,
  all: readonly NamedTotals[],
  nameOf: (key: string) => string,
  currency: Currency,
): readonly SummaryEntry[] {
  if (all.length === 0) return [];
  const rest = all.length - MANY;
  return [
    { kind: "section", label: title },
    ...all.slice(0, MANY).map(({ key, totals }): SummaryEntry => ({
      kind: "fact",
      label: iconFreeText(nameOf(key)),
      description: `${tokensAndCost(totals, currency)} · ${callsText(totals.calls)}`,
    })),
    ...(rest > 0 ? [{ kind: "fact", label: moreText(rest), description: "" } as const] : []),
  ];
}

function budgetEntries(view: MeterView): readonly SummaryEntry[] {
  const standings = budgetStandings(view);
  if (standings.length === 0) return [];
  const nameOf = (tool: string): string => iconFreeText(view.snapshot?.toolNames[tool] ?? tool);
  return [
    { kind: "section", label: t("Budgets") },
    ...standings.map((standing): SummaryEntry => {
      const alarm = budgetAlarm([standing]);
      const name = budgetName(standing.budget, nameOf);
      return {
        kind: "fact",
        label: alarm === undefined ? name : `$(${alarm}) ${name}`,
        description: "",
        detail: budgetFigures(standing, view.currency),
      };
    }),
  ];
}

function limitEntries(
  { currency }: MeterView,
  { limits, toolNames }: MeterSnapshot,
  nowMs: number,
): readonly SummaryEntry[] {
  const texts = limitTexts(limits, (tool) => toolNames[tool] ?? tool, currency, nowMs);
  if (texts.length === 0) return [];
  return [
    { kind: "section", label: t("Windows of providers") },
    ...texts.map((text): SummaryEntry => {
      // Which window, then how it stands, each on a line of its own.
      const [window = "", ...standing] = iconFreeSentence(text).split(": ");
      return { kind: "fact", label: window, description: "", detail: standing.join(": ") };
    }),
  ];
}

function tierEntry(tier: TierStanding): SummaryEntry {
  const counted = t(
    "{0} tokens counted of {1} seen in 30 days",
    formatTokens(tier.countedTokens),
    formatTokens(tier.seenTokens),
  );
  const volume = tier.missingTokens === 0 ? [] : [t("{0} more", formatTokens(tier.missingTokens))];
  const asks = [...volume, ...openGates(tier.nextGates)];
  return {
    kind: "fact",
    label: tierText(tier),
    description: counted,
    ...(tier.next === undefined ? {} : { detail: t("{0} takes {1}", tier.next, formatEnumeration(asks)) }),
  };
}

function unknownEntries(view: MeterView, snapshot: MeterSnapshot, nowMs: number): readonly SummaryEntry[] {
  const { unpricedModels, setAside, last30Days } = snapshot;
  const state = meterState(view, nowMs);
  return [
    { kind: "section", label: t("How sure this is") },
    {
      kind: "fact",
      label:
        snapshot.sweptAtMs === undefined
          ? t("Logs not read yet")
          : t("Logs read {0}", formatAge(nowMs - snapshot.sweptAtMs)),
      description:
        snapshot.role === "writer" ? t("This window writes the ledger") : t("Another window writes the ledger"),
      ...(state.kind === "stale" ? { detail: iconFreeText(state.reason) } : {}),
    },
    ...(unpricedModels.length === 0
      ? []
      : [
          {
            kind: "fact",
            label: t("No known price"),
            description: unpricedModels.map((model) => iconFreeText(formatModel(model))).join(", "),
            detail: t(
              "{0} tokens of 30 days are not in the cost; costs marked + are at least that much",
              formatTokens(last30Days.unpricedTokens),
            ),
          } as const,
        ]),
    ...(setAside.records === 0
      ? []
      : [
          {
            kind: "fact",
            label: t("Set aside as impossible"),
            description:
              setAside.records === 1
                ? t("1 record, {0} tokens, not counted", formatTokens(setAside.tokens))
                : t(
                    "{0} records, {1} tokens, not counted",
                    formatCount(setAside.records),
                    formatTokens(setAside.tokens),
                  ),
            detail: Object.entries(setAside.reasons)
              .map(([reason, records]) => `${iconFreeText(reason)}: ${formatCount(records)}`)
              .join(", "),
          } as const,
        ]),
  ];
}

function problemEntries(view: MeterView): readonly SummaryEntry[] {
  const problems = problemsOf(view);
  if (problems.length === 0) return [];
  return [
    { kind: "section", label: t("Problems") },
    ...problems.map(({ severity, message }): SummaryEntry => ({
      kind: "fact",
      label: `$(${severity}) ${severityName(severity)}`,
      description: iconFreeSentence(message),
    })),
  ];
}

function severityName(severity: Problem["severity"]): string {
  switch (severity) {
    case "error":
      return t("error");
    case "warning":
      return t("warning");
    case "info":
      return t("note");
  }
}
