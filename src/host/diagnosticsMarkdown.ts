import {
  formatAge,
  formatBytes,
  formatCount,
  formatDuration,
  formatModel,
  formatQuantity,
  formatTokens,
} from "../core/format.ts";
import { absentNames, formatsText, isFound, notableRoots, qualityText, recountText } from "../core/assistantText.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import type { Problem } from "../shared/meterSnapshot.ts";
import type { TelemetryState } from "../shared/telemetryState.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
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
    "# Token Legend Diagnostics",
    "Holds no prompt, project, branch or session. Folder names below the home folder are shown.",
    section("Extension", [
      `Token Legend ${facts.extensionVersion} in ${facts.editor}`,
      `Remote: ${facts.remote ?? "no"}`,
      `Workspace: ${facts.isTrusted ? "trusted" : "restricted"}`,
    ]),
    ...("failure" in found
      ? [section("Reader of the logs", [`Does not answer: ${escapeMarkdown(found.failure)}`])]
      : workerSections(found, nowMs)),
    ...(facts.telemetry === undefined
      ? []
      : [section("OpenTelemetry", telemetryFacts(facts.telemetry).map(escapeMarkdown))]),
    section(
      "Problems",
      [...facts.problems, ...("failure" in found ? [] : found.problems)].map(
        ({ severity, message }) => `${severity}: ${escapeMarkdown(message)}`,
      ),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function workerSections(found: Diagnostics, nowMs: number): readonly string[] {
  return [
    section("Reader of the logs", [
      `Version ${found.version} on Node.js ${found.node.replace(/^v/, "")}, ${found.platform}`,
      lastSweepText(found.timings),
    ]),
    `## Assistants\n\n${assistantsFound(found.sources, nowMs)}`,
    section("Folders", folderFacts(found.roots)),
    ...found.sources.filter(isFound).map((source) => section(escapeMarkdown(source.name), sourceFacts(source, nowMs))),
    section("Ledger", ledgerFacts(found)),
    section("Not counted or not priced", lossFacts(found)),
  ];
}

function section(title: string, facts: readonly string[]): string {
  return [`## ${title}`, (facts.length === 0 ? ["none"] : facts).map((fact) => `- ${fact}`).join("\n")].join("\n\n");
}

function lastSweepText({ lastSweepMs, lastSweepBytes }: Diagnostics["timings"]): string {
  if (lastSweepMs === undefined) return "Has not looked at all logs yet";
  const read = lastSweepBytes === undefined ? "" : `, ${formatBytes(lastSweepBytes)} read`;
  return `Last look at all logs took ${formatDuration(lastSweepMs)}${read}`;
}

/** Every assistant: what is found in a table, laid out to be read as text too, and what is not in a line. */
function assistantsFound(sources: Diagnostics["sources"], nowMs: number): string {
  const { notFound, unreadable } = absentNames(sources);
  return [
    textTable(
      ["Assistant", "Logs", "Newest call", "Calls by quality", "Skipped"],
      sources
        .filter(isFound)
        .map((source) => [
          escapeMarkdown(source.name),
          formatCount(source.files),
          source.newestCallMs === undefined ? "none" : formatAge(nowMs - source.newestCallMs),
          qualityText(source),
          reasonsText(source.skipped) || "–",
        ]),
    ),
    ...(notFound.length === 0 ? [] : [`Not found here: ${notFound.map(escapeMarkdown).join(", ")}`]),
    ...(unreadable.length === 0
      ? []
      : [`Leave nothing that could be read: ${unreadable.map(escapeMarkdown).join(", ")}`]),
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
    ...(others === 0 ? [] : [`Nothing in ${formatQuantity(others, "other usual place")}`]),
  ];
}

function rootText({ sourceId, path, origin, state, logs }: Diagnostics["roots"][number]): string {
  const outcome = state === "read" ? formatQuantity(logs, "log") : state;
  return `${escapeMarkdown(path)} (${escapeMarkdown(sourceId)}, known from ${escapeMarkdown(origin)}): ${outcome}`;
}

function sourceFacts(source: Diagnostics["sources"][number], nowMs: number): readonly string[] {
  const skipped = reasonsText(source.skipped);
  return [
    `${formatQuantity(source.files, "log")}, ${formatBytes(source.bytes)}; ` +
      `${formatCount(source.vanishedFiles)} deleted by the tool and kept in the ledger`,
    `${formatQuantity(source.records, "record")} came to ${formatQuantity(source.calls, "call")}`,
    `Logs by kind: ${formatsText(source)}`,
    `Newest call: ${source.newestCallMs === undefined ? "none" : formatAge(nowMs - source.newestCallMs)}`,
    `Skipped lines: ${skipped === "" ? "none" : skipped}`,
    ...optional(recountText(source)),
    ...(source.unreadableCompressed > 0
      ? [`Compressed logs that this Node.js cannot read: ${formatCount(source.unreadableCompressed)}`]
      : []),
    `Parser ${source.parserVersion}; written by versions ${source.toolVersions.map(escapeMarkdown).join(", ") || "not told"}`,
  ];
}

function optional(fact: string | undefined): readonly string[] {
  return fact === undefined ? [] : [fact];
}

function ledgerFacts({ ledger, lease, prices }: Diagnostics): readonly string[] {
  const holder =
    lease.holderPid === undefined
      ? "nobody now"
      : `process ${lease.holderPid}${lease.isThisProcess ? ", which is this window" : ""}`;
  return [
    `${escapeMarkdown(ledger.path)}: ${formatBytes(ledger.bytes)}, schema ${ledger.schemaVersion}` +
      (ledger.readOnly ? ", read-only" : ""),
    `${formatQuantity(ledger.calls, "call")}, ${formatQuantity(ledger.turns, "human turn")}, ${formatQuantity(ledger.sessions, "session")}`,
    `Written by ${holder}`,
    `Prices: ${escapeMarkdown(prices.snapshot)}`,
  ];
}

function lossFacts({ setAside, prices }: Diagnostics): readonly string[] {
  return [
    ...(setAside.records === 0
      ? []
      : [
          `Set aside as impossible: ${formatQuantity(setAside.records, "record")}, ${formatTokens(setAside.tokens)} tokens ` +
            `(${reasonsText(setAside.reasons)})`,
        ]),
    ...(prices.unpricedModels.length === 0
      ? []
      : [`No known price: ${prices.unpricedModels.map((model) => escapeMarkdown(formatModel(model))).join(", ")}`]),
  ];
}

function reasonsText(reasons: Readonly<Record<string, number>>): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${escapeMarkdown(reason)} ${formatCount(count)}`)
    .join(", ");
}
