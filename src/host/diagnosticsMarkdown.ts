import { t } from "@vscode/l10n";

import { formatAge, formatBytes, formatCount, formatDuration, formatModel, formatTokens } from "../core/format.ts";
import { absentNames, formatsText, isFound, notableRoots, qualityText, recountText } from "../core/assistantText.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import type { Problem } from "../shared/meterSnapshot.ts";
import type { TelemetryState } from "../shared/telemetryState.ts";
import { codeSpan } from "./codeSpan.ts";
import { escapeProse } from "./escapeMarkdown.ts";
import { telemetryFacts } from "./telemetry/telemetryFacts.ts";

/** What the host knows besides, and why the worker's part is missing where it is. */
export interface HostFacts {
  readonly extensionVersion: string;
  readonly editor: string;
  /** Kind of remote (`ssh-remote`, `wsl`), never its name. */
  readonly remote: string | undefined;
  readonly isTrusted: boolean;
  readonly problems: readonly Problem[];
  /** `undefined` where the worker does not answer. */
  readonly telemetry?: TelemetryState | undefined;
}

/** The diagnostics document: made to be read, and to be pasted into a bug report. */
export function diagnosticsMarkdown(
  facts: HostFacts,
  found: Diagnostics | { readonly failure: string },
  nowMs: number,
): string {
  const blocks = [
    `# ${t("Token Legend Diagnostics")}`,
    t("Holds no prompt, project, branch or session. Folder names below the home folder are shown."),
    section(t("Extension"), [
      t("Token Legend {0} in {1}", facts.extensionVersion, facts.editor),
      t("Remote: {0}", facts.remote ?? t("no")),
      facts.isTrusted ? t("Workspace: trusted") : t("Workspace: restricted"),
    ]),
    ...("failure" in found
      ? [section(t("Reader of the logs"), [t("Does not answer: {0}", escapeProse(found.failure))])]
      : workerSections(found, nowMs)),
    ...(facts.telemetry === undefined
      ? []
      : [section("OpenTelemetry", telemetryFacts(facts.telemetry).map(escapeProse))]),
    section(
      t("Problems"),
      [...facts.problems, ...("failure" in found ? [] : found.problems)].map(
        ({ severity, message }) => `${severity}: ${escapeProse(message)}`,
      ),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function workerSections(found: Diagnostics, nowMs: number): readonly string[] {
  return [
    section(t("Reader of the logs"), [
      t("Version {0} on Node.js {1}, {2}", found.version, found.node.replace(/^v/, ""), found.platform),
      lastSweepText(found.timings),
    ]),
    `## ${t("Assistants")}\n\n${assistantsFound(found.sources, nowMs)}`,
    section(t("Folders"), folderFacts(found.roots)),
    ...found.sources.filter(isFound).map((source) => section(escapeProse(source.name), sourceFacts(source, nowMs))),
    section(t("Ledger"), ledgerFacts(found)),
    section(t("Not counted or not priced"), lossFacts(found)),
  ];
}

function section(title: string, facts: readonly string[]): string {
  return [`## ${title}`, (facts.length === 0 ? [t("none")] : facts).map((fact) => `- ${fact}`).join("\n")].join("\n\n");
}

function lastSweepText({ lastSweepMs, lastSweepBytes }: Diagnostics["timings"]): string {
  if (lastSweepMs === undefined) return t("Has not looked at all logs yet");
  const took = formatDuration(lastSweepMs);
  if (lastSweepBytes === undefined) return t("Last look at all logs took {0}", took);
  return t("Last look at all logs took {0}, {1} read", took, formatBytes(lastSweepBytes));
}

/** Every assistant: what is found in a table, laid out to be read as text too, and what is not in a line. */
function assistantsFound(sources: Diagnostics["sources"], nowMs: number): string {
  const { notFound, unreadable } = absentNames(sources);
  return [
    textTable(
      [t("Assistant"), t("Logs"), t("Newest call"), t("Calls by quality"), t("Skipped")],
      sources
        .filter(isFound)
        .map((source) => [
          escapeProse(source.name),
          formatCount(source.files),
          source.newestCallMs === undefined ? t("none") : formatAge(nowMs - source.newestCallMs),
          qualityText(source),
          reasonsText(source.skipped) || "–",
        ]),
    ),
    ...(notFound.length === 0 ? [] : [t("Not found here: {0}", notFound.map(escapeProse).join(", "))]),
    ...(unreadable.length === 0
      ? []
      : [t("Leave nothing that could be read: {0}", unreadable.map(escapeProse).join(", "))]),
  ].join("\n\n");
}

function textTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [titles, widths.map((width) => "-".repeat(width)), ...rows].map(lineOf).join("\n");
}

function folderFacts(roots: Diagnostics["roots"]): readonly string[] {
  const { notable, others } = notableRoots(roots);
  return [
    ...notable.map(rootText),
    ...(others === 0
      ? []
      : [
          others === 1
            ? t("Nothing in 1 other usual place")
            : t("Nothing in {0} other usual places", formatCount(others)),
        ]),
  ];
}

function rootText({ sourceId, path, origin, state, logs }: Diagnostics["roots"][number]): string {
  const outcome = state === "read" ? logsText(logs) : state === "missing" ? t("missing") : t("unreadable");
  return t("{0} ({1}, known from {2}): {3}", codeSpan(path), escapeProse(sourceId), escapeProse(origin), outcome);
}

function sourceFacts(source: Diagnostics["sources"][number], nowMs: number): readonly string[] {
  const skipped = reasonsText(source.skipped);
  return [
    t(
      "{0}, {1}; {2} deleted by the tool and kept in the ledger",
      logsText(source.files),
      formatBytes(source.bytes),
      formatCount(source.vanishedFiles),
    ),
    t("{0} came to {1}", recordsText(source.records), callsText(source.calls)),
    t("Logs by kind: {0}", formatsText(source)),
    t("Newest call: {0}", source.newestCallMs === undefined ? t("none") : formatAge(nowMs - source.newestCallMs)),
    t("Skipped lines: {0}", skipped === "" ? t("none") : skipped),
    ...optional(recountText(source)),
    ...(source.unreadableCompressed > 0
      ? [t("Compressed logs that this Node.js cannot read: {0}", formatCount(source.unreadableCompressed))]
      : []),
    t(
      "Parser {0}; written by versions {1}",
      source.parserVersion,
      source.toolVersions.map(codeSpan).join(", ") || t("not told"),
    ),
  ];
}

function optional(fact: string | undefined): readonly string[] {
  return fact === undefined ? [] : [fact];
}

function ledgerFacts({ ledger, lease, prices }: Diagnostics): readonly string[] {
  const path = codeSpan(ledger.path);
  return [
    ledger.readOnly
      ? t("{0}: {1}, schema {2}, read-only", path, formatBytes(ledger.bytes), ledger.schemaVersion)
      : t("{0}: {1}, schema {2}", path, formatBytes(ledger.bytes), ledger.schemaVersion),
    [
      callsText(ledger.calls),
      ledger.turns === 1 ? t("1 human turn") : t("{0} human turns", formatCount(ledger.turns)),
      ledger.sessions === 1 ? t("1 session") : t("{0} sessions", formatCount(ledger.sessions)),
    ].join(", "),
    writerText(lease),
    t("Prices: {0}", escapeProse(prices.snapshot)),
  ];
}

function lossFacts({ setAside, prices }: Diagnostics): readonly string[] {
  return [
    ...(setAside.records === 0
      ? []
      : [
          t(
            "Set aside as impossible: {0}, {1} tokens ({2})",
            recordsText(setAside.records),
            formatTokens(setAside.tokens),
            reasonsText(setAside.reasons),
          ),
        ]),
    ...(prices.unpricedModels.length === 0
      ? []
      : [t("No known price: {0}", prices.unpricedModels.map((model) => codeSpan(formatModel(model))).join(", "))]),
  ];
}

function writerText({ holderPid, isThisProcess }: Diagnostics["lease"]): string {
  if (holderPid === undefined) return t("Written by nobody now");
  return isThisProcess
    ? t("Written by process {0}, which is this window", holderPid)
    : t("Written by process {0}", holderPid);
}

function logsText(count: number): string {
  return count === 1 ? t("1 log") : t("{0} logs", formatCount(count));
}

function recordsText(count: number): string {
  return count === 1 ? t("1 record") : t("{0} records", formatCount(count));
}

function callsText(count: number): string {
  return count === 1 ? t("1 call") : t("{0} calls", formatCount(count));
}

function reasonsText(reasons: Readonly<Record<string, number>>): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${escapeProse(reason)} ${formatCount(count)}`)
    .join(", ");
}
