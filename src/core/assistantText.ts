import { t } from "@vscode/l10n";

import type { RootDiagnostics, SourceDiagnostics } from "../shared/diagnostics.ts";
import { formatCount, formatTokens } from "./format.ts";

/** Whether anything of an assistant is or was here. */
export function isFound({ files }: SourceDiagnostics): boolean {
  return files > 0;
}

/** `exact-call 40,000, estimate 12`: calls by how sure their counts are. */
export function qualityText({ qualities }: SourceDiagnostics): string {
  const known = Object.entries(qualities).map(([quality, calls]) => `${quality} ${formatCount(calls)}`);
  return known.length === 0 ? "–" : known.join(", ");
}

/** `transcript 1,340, ledger 2`: files by kind. */
export function formatsText({ formats }: SourceDiagnostics): string {
  const found = formats.filter(({ files }) => files > 0).map(({ id, files }) => `${id} ${formatCount(files)}`);
  return found.length === 0 ? "–" : found.join(", ");
}

/** `312 calls report 1.2M output tokens; their texts count as 0.9M`, or nothing where nothing was recounted. */
export function recountText({ recount }: SourceDiagnostics): string | undefined {
  if (recount.calls === 0) return undefined;
  const [reported, counted] = [formatTokens(recount.reported), formatTokens(recount.counted)];
  return recount.calls === 1
    ? t("1 sampled call report {0} output tokens; the texts in the log count as {1}", reported, counted)
    : t(
        "{0} sampled calls report {1} output tokens; the texts in the log count as {2}",
        formatCount(recount.calls),
        reported,
        counted,
      );
}

/** Names of the assistants of which nothing is here, and of those that leave nothing readable anywhere. */
export function absentNames(sources: readonly SourceDiagnostics[]): {
  readonly notFound: readonly string[];
  readonly unreadable: readonly string[];
} {
  const absent = sources.filter((source) => !isFound(source));
  const namesOf = (some: readonly SourceDiagnostics[]): readonly string[] => some.map(({ name }) => name);
  return {
    notFound: namesOf(absent.filter(({ formats }) => formats.length > 0)),
    unreadable: namesOf(absent.filter(({ formats }) => formats.length === 0)),
  };
}

/** Roots worth a line: those that are there or that a person has named; the rest are usual places with nothing in them. */
export function notableRoots(roots: readonly RootDiagnostics[]): {
  readonly notable: readonly RootDiagnostics[];
  readonly others: number;
} {
  const notable = roots.filter(({ state, isNamed }) => state !== "missing" || isNamed);
  return { notable, others: roots.length - notable.length };
}
