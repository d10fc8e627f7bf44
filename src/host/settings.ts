import { join, isAbsolute } from "node:path";

import { t } from "@vscode/l10n";

import type { Budget } from "../shared/budgets.ts";
import { type Currency, US_DOLLAR, isCurrency } from "../shared/currency.ts";
import type { Problem } from "../shared/meterSnapshot.ts";
import type { TelemetrySettings } from "../shared/telemetryState.ts";
import { readBudgets } from "./budgets/readBudgets.ts";
import { SETTINGS, STATUS_FORMATS, type StatusFormat } from "./ids.ts";

export interface Settings {
  readonly statusFormat: StatusFormat;
  /** Whether tiers, badges and levels are shown. */
  readonly isGameOn: boolean;
  /** Whether badges and tiers are told of when they are reached. */
  readonly isCelebrating: boolean;
  /** Whether a message tells once a week that the review can be opened. */
  readonly isRemindingWeekly: boolean;
  /** Whether the history of repositories in which sessions ran is read. */
  readonly isReadingRepositories: boolean;
  /** What money is shown in. */
  readonly currency: Currency;
  /** Limits that the person has set. */
  readonly budgets: readonly Budget[];
  /** `undefined`: the usual place. */
  readonly ledgerFolder: string | undefined;
  /** Folders by source id. */
  readonly extraRoots: Readonly<Record<string, readonly string[]>>;
  /** `undefined`: no telemetry is received. */
  readonly telemetry: TelemetrySettings | undefined;
  /** Values that cannot be used, and what is done instead. */
  readonly problems: readonly Problem[];
}

/** Settings as they can be used. What a person typed may be of any kind, whatever the manifest says. */
export function readSettings(get: (id: string) => unknown, home: string): Settings {
  const problems: Problem[] = [];
  return {
    statusFormat: readFormat(get(SETTINGS.statusBarFormat)),
    isGameOn: get(SETTINGS.game) !== false,
    currency: readCurrency(get(SETTINGS.currencyCode), get(SETTINGS.currencyPerUsd), problems),
    isCelebrating: get(SETTINGS.celebrations) !== false && get(SETTINGS.game) !== false,
    budgets: readBudgets(get(SETTINGS.budgets), problems),
    isRemindingWeekly: get(SETTINGS.weeklyReview) !== false,
    isReadingRepositories: get(SETTINGS.repositories) !== false,
    ledgerFolder: readLedgerFolder(get(SETTINGS.ledgerFolder), home, problems),
    extraRoots: readExtraRoots(get(SETTINGS.extraRoots), home, problems),
    telemetry: readTelemetry(get, problems),
    problems,
  };
}

/** Whether the worker has the same to do by both; it is started anew where not. */
export function isSameWork(one: Settings, other: Settings): boolean {
  const workOf = ({ ledgerFolder, isReadingRepositories, extraRoots, telemetry }: Settings): string =>
    JSON.stringify([ledgerFolder, isReadingRepositories, extraRoots, telemetry]);
  return workOf(one) === workOf(other);
}

function readFormat(value: unknown): StatusFormat {
  return STATUS_FORMATS.find((format) => format === value) ?? "full";
}

function readLedgerFolder(value: unknown, home: string, problems: Problem[]): string | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const folder = expandPath(value, home);
  if (folder === undefined)
    problems.push({
      severity: "warning",
      message: t("The setting {0} must name absolute paths. The usual folder is used instead.", SETTINGS.ledgerFolder),
    });
  return folder;
}

function readExtraRoots(
  value: unknown,
  home: string,
  problems: Problem[],
): Readonly<Record<string, readonly string[]>> {
  if (typeof value !== "object" || value === null) return {};
  const roots: Record<string, readonly string[]> = {};
  for (const [sourceId, folders] of Object.entries(value)) {
    const given: readonly unknown[] = Array.isArray(folders) ? folders : [];
    const usable = given.flatMap((folder) => (typeof folder === "string" ? (expandPath(folder, home) ?? []) : []));
    if (usable.length < given.length || !Array.isArray(folders)) {
      problems.push({
        severity: "warning",
        message: t(
          "The setting {0} must name absolute paths. The folders that cannot be used are left out.",
          SETTINGS.extraRoots,
        ),
      });
    }
    if (usable.length > 0) roots[sourceId] = usable;
  }
  return roots;
}

/** A currency needs a rate of the person's own, as none is fetched. What cannot be used leaves dollars, and says so. */
function readCurrency(code: unknown, perUsd: unknown, problems: Problem[]): Currency {
  if (code === undefined || code === "" || code === US_DOLLAR.code) return US_DOLLAR;
  const currency = { code, perUsd };
  if (isCurrency(currency)) return currency;
  const message = isCurrency({ code, perUsd: 1 })
    ? t("The setting {0} needs a rate above 0. Money is shown in US dollars until then.", SETTINGS.currencyPerUsd)
    : t(
        "The setting {0} must be a code of three capital letters. Money is shown in US dollars.",
        SETTINGS.currencyCode,
      );
  problems.push({ severity: "warning", message });
  return US_DOLLAR;
}

const MAX_PORT = 65_535;

function readTelemetry(get: (id: string) => unknown, problems: Problem[]): TelemetrySettings | undefined {
  if (get(SETTINGS.telemetryEnabled) !== true) return undefined;
  const port = get(SETTINGS.telemetryPort) ?? 0;
  const requireToken = get(SETTINGS.telemetryRequireToken) === true;
  if (typeof port === "number" && Number.isInteger(port) && port >= 0 && port <= MAX_PORT) {
    return { port, requireToken };
  }
  const message = t(
    "The setting {0} must be a whole number up to {1}. A port is chosen instead.",
    SETTINGS.telemetryPort,
    MAX_PORT,
  );
  problems.push({ severity: "warning", message });
  return { port: 0, requireToken };
}

/** Absolute path, with a leading `~` for the home folder; `undefined` where it depends on where VS Code was started. */
function expandPath(path: string, home: string): string | undefined {
  const trimmed = path.trim();
  const expanded = /^~(?:[\\/]|$)/.test(trimmed) ? join(home, trimmed.slice(1)) : trimmed;
  return isAbsolute(expanded) ? expanded : undefined;
}
