import { t } from "@vscode/l10n";

import {
  formatCost,
  formatMoney,
  formatPercent,
  formatPercentInWords,
  formatPercentOfLimit,
  formatTokens,
  formatTokensInWords,
} from "../core/format.ts";
import type { Currency } from "../shared/currency.ts";
import { budgetAlarm } from "../core/budgets/budgetState.ts";
import { budgetFigures, budgetName } from "../core/budgets/budgetText.ts";
import type { MeterSnapshot, TierStanding } from "../shared/meterSnapshot.ts";
import { totalTokens } from "../shared/tokenCounts.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import { budgetStandings } from "./budgets/budgetStandings.ts";
import { PRODUCT_NAME, type StatusFormat } from "./ids.ts";
import { type MeterState, type MeterView, meterState } from "./meterView.ts";

/** What the status bar item shows: text with icons, the same in words for screen readers, and whether it stands out. */
export interface StatusFace {
  readonly text: string;
  readonly label: string;
  /** By which colour of VS Code it stands out. */
  readonly alarm: "error" | "warning" | undefined;
}

export function statusFace(view: MeterView, format: StatusFormat, nowMs: number): StatusFace {
  const state = meterState(view, nowMs);
  const hasError = view.snapshot?.problems.some((problem) => problem.severity === "error") ?? false;
  const alarm = budgetAlarm(budgetStandings(view));
  const text = `$(${stateIcon(state, hasError)}) ${stateText(state, shownFormat(format, view), view.currency)}`;
  return {
    text: alarm === undefined ? text : `${text} · ${budgetMark(view)}`,
    label: [`${PRODUCT_NAME}: ${stateWords(state, view)}`, ...budgetWords(view)].join(" "),
    alarm: state.kind === "failed" ? "error" : alarm,
  };
}

/** The budget that is nearest to its end or furthest past it: not everybody sees a colour, nor has every theme one. */
function budgetMark(view: MeterView): string {
  const used = budgetStandings(view)
    .filter((standing) => budgetAlarm([standing]) !== undefined)
    .map(({ spent, limit }) => spent / limit);
  return `$(warning) ${formatPercentOfLimit(Math.max(...used))}`;
}

/** Without the game, the formats that show the tier show what there is besides it. */
function shownFormat(format: StatusFormat, { isGameOn }: MeterView): StatusFormat {
  return !isGameOn && (format === "full" || format === "tier") ? "compact" : format;
}

function stateIcon(state: MeterState, hasError: boolean): string {
  switch (state.kind) {
    case "starting":
    case "scanning":
      return "sync~spin";
    case "failed":
      return "error";
    case "stale":
      return "history";
    case "empty":
    case "normal":
      return hasError ? "warning" : "flame";
  }
}

function stateText(state: MeterState, format: StatusFormat, currency: Currency): string {
  switch (state.kind) {
    case "starting":
    case "failed":
      return PRODUCT_NAME;
    case "scanning":
      return state.fraction === undefined ? t("Reading logs") : formatPercent(state.fraction);
    case "empty":
      return state.snapshot.logsFound ? t("No AI usage yet") : t("No AI logs found");
    case "stale":
    case "normal":
      return numbersText(state.snapshot, format, currency);
  }
}

function numbersText({ today, tier }: MeterSnapshot, format: StatusFormat, currency: Currency): string {
  const tokens = formatTokens(totalTokens(today));
  switch (format) {
    case "tokens":
      return tokens;
    case "cost":
      return formatCost(today, currency);
    case "tier":
      return tierText(tier);
    case "compact":
      return `${tokens} · ${formatCost(today, currency)}`;
    case "full":
      return `${tokens} · ${formatCost(today, currency)} · ${tierText(tier)}`;
  }
}

/** `Gold 62%`; below the first tier `62% to Copper`; at the top the tier alone. */
export function tierText({ tier, next, progress }: TierStanding): string {
  if (tier === undefined) return next === undefined ? t("no tier") : t("{0} to {1}", formatPercent(progress), next);
  return next === undefined ? tier : `${tier} ${formatPercent(progress)}`;
}

function stateWords(state: MeterState, view: MeterView): string {
  switch (state.kind) {
    case "starting":
      return t("starting.");
    case "scanning":
      return state.fraction === undefined
        ? t("reading usage logs.")
        : t("reading usage logs, {0} done.", formatPercentInWords(state.fraction));
    case "failed":
      return t("not working. {0}", state.reason);
    case "empty":
      return state.snapshot.logsFound
        ? t("no AI usage in the logs yet.")
        : t("no AI usage logs found on this machine.");
    case "stale":
      return t("{0} These numbers may be old. {1}", numbersWords(state.snapshot, view), state.reason);
    case "normal":
      return numbersWords(state.snapshot, view);
  }
}

function numbersWords({ today, tier }: MeterSnapshot, { isGameOn, currency }: MeterView): string {
  const numbers = t("{0} tokens today, {1}.", formatTokensInWords(totalTokens(today)), costWords(today, currency));
  return isGameOn ? `${numbers} ${tierWords(tier)}` : numbers;
}

/** Budgets that are near their end or past it. */
function budgetWords(view: MeterView): readonly string[] {
  const { currency, snapshot } = view;
  const nameOf = (tool: string): string => snapshot?.toolNames[tool] ?? tool;
  return budgetStandings(view)
    .filter((standing) => budgetAlarm([standing]) !== undefined)
    .map((standing) => `${budgetName(standing.budget, nameOf)}: ${budgetFigures(standing, currency)}.`);
}

function costWords(totals: UsageTotals, currency: Currency): string {
  const cost = formatMoney(totals.costNanos, currency);
  if (totals.unpricedTokens === 0) return t("cost {0}", cost);
  return totals.costNanos === 0 ? t("cost not known") : t("cost at least {0}", cost);
}

function tierWords({ tier, next, progress }: TierStanding): string {
  if (next === undefined) return tier === undefined ? t("No tier.") : t("Tier {0}.", tier);
  const way = formatPercentInWords(progress);
  return tier === undefined
    ? t("No tier yet, {0} of the way to {1}.", way, next)
    : t("Tier {0}, {1} of the way to {2}.", tier, way, next);
}
