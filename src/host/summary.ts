import {
  formatAge,
  formatCost,
  formatCount,
  formatModel,
  formatPercent,
  formatQuantity,
  formatTokens,
} from "../core/format.ts";
import type { MeterSnapshot, NamedTotals, TierStanding } from "../shared/meterSnapshot.ts";
import { cacheHitRate, totalTokens } from "../shared/tokenCounts.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import type { CommandName } from "./ids.ts";
import { type MeterView, meterState, problemsOf } from "./meterView.ts";
import { openGates } from "./openGates.ts";
import { iconFreeText } from "./plainText.ts";
import { statusFace, tierText } from "./statusText.ts";

export type SummaryEntry =
  | { readonly kind: "section"; readonly label: string }
  | { readonly kind: "fact"; readonly label: string; readonly description: string; readonly detail?: string }
  | { readonly kind: "action"; readonly label: string; readonly command: CommandName };

const MANY = 8;

const ACTIONS: readonly SummaryEntry[] = [
  { kind: "section", label: "Actions" },
  { kind: "action", label: "$(milestone) Open Panel", command: "openPanel" },
  { kind: "action", label: "$(refresh) Rescan All Logs", command: "rescan" },
  { kind: "action", label: "$(pulse) Run Diagnostics", command: "runDiagnostics" },
  { kind: "action", label: "$(export) Export Usage…", command: "exportUsage" },
  { kind: "action", label: "$(gear) Open Settings", command: "openSettings" },
];

/** Everything the meter knows, section by section, and what can be done. */
export function summaryEntries(view: MeterView, nowMs: number): readonly SummaryEntry[] {
  const { snapshot } = view;
  if (snapshot === undefined) {
    const { label } = statusFace(view, "full", nowMs);
    return [{ kind: "fact", label: iconFreeText(label), description: "" }, ...problemEntries(view), ...ACTIONS];
  }
  const nameOfTool = (id: string): string => snapshot.toolNames[id] ?? id;
  return [
    { kind: "section", label: "Usage" },
    periodEntry("Today", snapshot.today),
    periodEntry("Last 7 days", snapshot.last7Days),
    periodEntry("Last 30 days", snapshot.last30Days),
    ...(view.isGameOn ? [{ kind: "section", label: "Tier" } as const, tierEntry(snapshot.tier)] : []),
    ...namedEntries("Tools today", "tool", snapshot.todayByTool, nameOfTool),
    ...namedEntries("Models today", "model", snapshot.todayByModel, formatModel),
    ...namedEntries("Tools, last 30 days", "tool", snapshot.byTool, nameOfTool),
    ...namedEntries("Models, last 30 days", "model", snapshot.byModel, formatModel),
    ...unknownEntries(view, snapshot, nowMs),
    ...problemEntries(view),
    ...ACTIONS,
  ];
}

function periodEntry(label: string, totals: UsageTotals): SummaryEntry {
  const hitRate = cacheHitRate(totals);
  const parts = [
    formatQuantity(totals.calls, "call"),
    `${formatTokens(totals.freshInput)} fresh input`,
    `${formatTokens(totals.cacheWrite5m + totals.cacheWrite1h)} written to cache`,
    `${formatTokens(totals.cacheRead)} from cache${hitRate === undefined ? "" : ` (${formatPercent(hitRate)})`}`,
    `${formatTokens(totals.output)} output`,
    ...(totals.estimatedTokens > 0 ? [`${formatTokens(totals.estimatedTokens)} of these estimated`] : []),
    ...(totals.countedHereTokens > 0 ? [`${formatTokens(totals.countedHereTokens)} counted here`] : []),
  ];
  return { kind: "fact", label, description: tokensAndCost(totals), detail: parts.join(", ") };
}

function tokensAndCost(totals: UsageTotals): string {
  return `${formatTokens(totalTokens(totals))} tokens · ${formatCost(totals)}`;
}

function namedEntries(
  title: string,
  singular: string,
  all: readonly NamedTotals[],
  nameOf: (key: string) => string,
): readonly SummaryEntry[] {
  if (all.length === 0) return [];
  const rest = all.length - MANY;
  return [
    { kind: "section", label: title },
    ...all.slice(0, MANY).map(({ key, totals }): SummaryEntry => ({
      kind: "fact",
      label: iconFreeText(nameOf(key)),
      description: `${tokensAndCost(totals)} · ${formatQuantity(totals.calls, "call")}`,
    })),
    ...(rest > 0
      ? [{ kind: "fact", label: `and ${formatQuantity(rest, `more ${singular}`)}`, description: "" } as const]
      : []),
  ];
}

function tierEntry(tier: TierStanding): SummaryEntry {
  const counted = `${formatTokens(tier.countedTokens)} tokens counted of ${formatTokens(tier.seenTokens)} seen in 30 days`;
  const volume = tier.missingTokens === 0 ? [] : [`${formatTokens(tier.missingTokens)} more`];
  const asks = [...volume, ...openGates(tier.nextGates)];
  return {
    kind: "fact",
    label: tierText(tier),
    description: counted,
    ...(tier.next === undefined ? {} : { detail: `${tier.next} takes ${new Intl.ListFormat("en").format(asks)}` }),
  };
}

function unknownEntries(view: MeterView, snapshot: MeterSnapshot, nowMs: number): readonly SummaryEntry[] {
  const { unpricedModels, setAside, last30Days } = snapshot;
  const state = meterState(view, nowMs);
  return [
    { kind: "section", label: "How sure this is" },
    {
      kind: "fact",
      label:
        snapshot.sweptAtMs === undefined ? "Logs not read yet" : `Logs read ${formatAge(nowMs - snapshot.sweptAtMs)}`,
      description: snapshot.role === "writer" ? "This window writes the ledger" : "Another window writes the ledger",
      ...(state.kind === "stale" ? { detail: iconFreeText(state.reason) } : {}),
    },
    ...(unpricedModels.length === 0
      ? []
      : [
          {
            kind: "fact",
            label: "No known price",
            description: unpricedModels.map((model) => iconFreeText(formatModel(model))).join(", "),
            detail: `${formatTokens(last30Days.unpricedTokens)} tokens of 30 days are not in the cost; costs marked + are at least that much`,
          } as const,
        ]),
    ...(setAside.records === 0
      ? []
      : [
          {
            kind: "fact",
            label: "Set aside as impossible",
            description: `${formatQuantity(setAside.records, "record")}, ${formatTokens(setAside.tokens)} tokens, not counted`,
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
    { kind: "section", label: "Problems" },
    ...problems.map(({ severity, message }): SummaryEntry => ({
      kind: "fact",
      label: `$(${severity}) ${severity}`,
      description: iconFreeText(message),
    })),
  ];
}
