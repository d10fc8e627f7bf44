import { t } from "@vscode/l10n";

import { isFound } from "../core/assistantText.ts";
import { formatAge, formatCount } from "../core/format.ts";
import type { Diagnostics, SourceDiagnostics } from "../shared/diagnostics.ts";
import { iconFreeText } from "./plainText.ts";
import type { SummaryEntry } from "./summary.ts";

/** The assistants whose logs are on this machine, the latest used first, and those of which there is nothing. */
export function foundTools({ sources }: Pick<Diagnostics, "sources">, nowMs: number): readonly SummaryEntry[] {
  const found = sources.filter(isFound).toSorted((a, b) => (b.newestCallMs ?? 0) - (a.newestCallMs ?? 0));
  const others = sources.filter((source) => !isFound(source)).map(({ name }) => name);
  return [
    { kind: "section", label: t("Found on this machine") },
    ...(found.length === 0
      ? [{ kind: "fact", label: t("None yet"), description: t("Numbers appear by themselves") } as const]
      : found.map((source) => foundEntry(source, nowMs))),
    ...(others.length === 0
      ? []
      : [
          { kind: "section", label: t("Read as soon as it is used") } as const,
          // One a line: a list cuts what is longer than its line.
          ...others.map((name) => ({ kind: "fact", label: iconFreeText(name), description: "" }) as const),
        ]),
    { kind: "section", label: t("Actions") },
    { kind: "action", label: `$(gear) ${t("Open Settings")}`, command: "openSettings" },
    { kind: "action", label: `$(pulse) ${t("Run Diagnostics")}`, command: "runDiagnostics" },
  ];
}

function foundEntry({ name, files, newestCallMs }: SourceDiagnostics, nowMs: number): SummaryEntry {
  const logs = files === 1 ? t("1 log") : t("{0} logs", formatCount(files));
  const newest = newestCallMs === undefined ? t("no call yet") : t("newest call {0}", formatAge(nowMs - newestCallMs));
  return { kind: "fact", label: `$(check) ${iconFreeText(name)}`, description: `${logs} · ${newest}` };
}
