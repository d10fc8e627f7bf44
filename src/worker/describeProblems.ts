import { t } from "@vscode/l10n";

import { formatEnumeration } from "../core/format.ts";
import type { Problem } from "../shared/meterSnapshot.ts";
import type { Source } from "../sources/source.ts";
import type { SearchedRoot, UnreadablePath } from "./ingest/findLogs.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { metaText } from "./ledger/meta.ts";

/** Logs and folders that cannot be read, by source, and databases by `databaseKey`: what was used there is unknown. */
export type UnreadableCounts = Readonly<Record<string, number>>;

/** Where more assistants than these have logs that cannot be read, one sentence tells of all. */
const MOST_TOLD_APART = 3;

function databaseKey(sourceId: string): string {
  return `${sourceId} database`;
}

export function countUnreadable(paths: readonly UnreadablePath[]): UnreadableCounts {
  const counts: Record<string, number> = {};
  for (const { source, isStore } of paths) {
    const key = isStore === true ? databaseKey(source.id) : source.id;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** As the last full sweep kept it, here or in the process that holds the lease. */
export function storedUnreadable({ database }: Ledger): UnreadableCounts {
  // Written by `LocalMeter` alone.
  return JSON.parse(metaText(database, "unreadable") ?? "{}") as UnreadableCounts;
}

/** @param canOpen whether this Node.js can open databases of others at all */
export function describeUnreadable(
  counts: UnreadableCounts,
  sources: readonly Source[],
  canOpen: boolean,
): readonly Problem[] {
  const withFiles = sources.filter(({ id }) => (counts[id] ?? 0) > 0);
  const isWhole = withFiles.length > MOST_TOLD_APART;
  return [
    ...(isWhole ? [unreadableHome(withFiles)] : []),
    ...sources.flatMap(({ id, name }): readonly Problem[] => [
      ...(isWhole ? [] : unreadableFiles(name, counts[id] ?? 0)),
      ...unreadableDatabases(name, counts[databaseKey(id)] ?? 0, canOpen),
    ]),
  ];
}

/** One cause for many assistants: a home, or a drive, of somebody else. */
function unreadableHome(sources: readonly Source[]): Problem {
  return {
    severity: "warning",
    message: t(
      "Log files or folders of {0} assistants cannot be read, so usage is missing: of {1}. Check the permissions of the home folder and of what lies in their log folders.",
      sources.length,
      formatEnumeration(sources.map(({ name }) => name)),
    ),
  };
}

function unreadableFiles(name: string, count: number): readonly Problem[] {
  if (count === 0) return [];
  const message =
    count === 1
      ? t(
          "A log file or folder of {0} cannot be read, so usage is missing. Check the permissions and names of what lies in its log folders.",
          name,
        )
      : t(
          "{0} log files or folders of {1} cannot be read, so usage is missing. Check the permissions and names of what lies in its log folders.",
          count,
          name,
        );
  return [{ severity: "warning", message }];
}

function unreadableDatabases(name: string, count: number, canOpen: boolean): readonly Problem[] {
  if (count === 0) return [];
  return [{ severity: "warning", message: canOpen ? lockedDatabases(name, count) : closedDatabases(name, count) }];
}

function closedDatabases(name: string, count: number): string {
  return count === 1
    ? t(
        "A database of {0} cannot be read by this Node.js, so usage is missing. Run Token Legend with Node.js 22.15 or newer.",
        name,
      )
    : t(
        "{0} databases of {1} cannot be read by this Node.js, so usage is missing. Run Token Legend with Node.js 22.15 or newer.",
        count,
        name,
      );
}

function lockedDatabases(name: string, count: number): string {
  return count === 1
    ? t(
        "A database of {0} cannot be read now, so new usage is missing: {0} keeps it locked, or it is damaged. It is tried again at every look; if this stays, close {0} and rescan.",
        name,
      )
    : t(
        "{0} databases of {1} cannot be read now, so new usage is missing: {1} keeps it locked, or it is damaged. It is tried again at every look; if this stays, close {1} and rescan.",
        count,
        name,
      );
}

/** Folders that a person has named and that hold nothing to search. */
export function describeLostRoots(roots: readonly SearchedRoot[]): readonly Problem[] {
  if (!roots.some((root) => root.origin === EXTRA_ROOT && root.state === "missing")) return [];
  return [
    {
      severity: "warning",
      message: t(
        "A folder of the setting tokenLegend.extraRoots does not exist or is no folder. Correct the setting; Run Diagnostics shows which one it is.",
      ),
    },
  ];
}

export function deletedLedger(): Problem {
  return {
    severity: "warning",
    message: t(
      "The ledger was deleted while it was in use. It is being rebuilt from the logs that still exist; calls whose logs were deleted are lost unless you put it back.",
    ),
  };
}

/** Origin of a root that the person has named. */
export const EXTRA_ROOT = "setting";
