import { absentNames, formatsText, isFound, notableRoots, qualityText, recountText } from "../core/assistantText.ts";
import { formatAge, formatBytes, formatCount, formatDuration, formatModel, formatQuantity } from "../core/format.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import { plainText } from "./plainText.ts";
import { reasonsText, setAsideText } from "./setAsideText.ts";
import { layOutTable, type Table } from "./table.ts";
import { wrapText } from "./wrapText.ts";

/** Diagnostics as a page: what was found, what was read, what was not and why. */
export function doctorText(diagnostics: Diagnostics, nowMs: number, columns: number | undefined): string {
  const { version, node, platform } = diagnostics;
  const blocks = [
    [`Token Legend ${version} on Node.js ${node.replace(/^v/, "")}, ${platform}`],
    ["Folders", ...indented(folderLines(diagnostics))],
    ["Assistants", ...indented(assistantLines(diagnostics, nowMs))],
    ...recountBlock(diagnostics),
    ["Not read or not counted", ...indented(lossLines(diagnostics))],
    ["Ledger", ...indented(ledgerLines(diagnostics))],
    ["Problems", ...indented(problemLines(diagnostics, columns))],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

function folderLines({ roots, sources }: Diagnostics): readonly string[] {
  const { notable, others } = notableRoots(roots);
  const rest = others === 0 ? [] : [`Nothing in ${formatQuantity(others, "other usual place")}.`];
  if (notable.length === 0) return rest.length === 0 ? ["none"] : rest;
  const names = new Map(sources.map((source) => [source.sourceId, source.name]));
  const table = layOutTable({
    columns: [
      { title: "Assistant", align: "left" },
      { title: "Folder", align: "left" },
      { title: "Known from", align: "left" },
      { title: "State", align: "left" },
      { title: "Logs", align: "right" },
    ],
    rows: notable.map((root) => [
      names.get(root.sourceId) ?? root.sourceId,
      plainText(root.path),
      root.origin,
      root.state,
      root.state === "read" ? formatCount(root.logs) : "–",
    ]),
  });
  return [...table, ...rest];
}

function assistantLines({ sources }: Diagnostics, nowMs: number): readonly string[] {
  const found = sources.filter(isFound);
  const { notFound, unreadable } = absentNames(sources);
  return [
    ...(found.length === 0 ? [] : layOutTable(assistantTable(found, nowMs))),
    ...(notFound.length === 0 ? [] : [`Not found here: ${notFound.join(", ")}`]),
    ...(unreadable.length === 0 ? [] : [`Leave nothing that could be read: ${unreadable.join(", ")}`]),
  ];
}

function assistantTable(sources: Diagnostics["sources"], nowMs: number): Table {
  return {
    columns: [
      { title: "Assistant", align: "left" },
      { title: "Logs", align: "right" },
      { title: "Vanished", align: "right" },
      { title: "Size", align: "right" },
      { title: "Calls", align: "right" },
      { title: "Newest call", align: "right" },
      { title: "Quality", align: "left" },
      { title: "Files by kind", align: "left" },
      { title: "Versions", align: "left" },
    ],
    rows: sources.map((source) => [
      source.name,
      formatCount(source.files),
      formatCount(source.vanishedFiles),
      formatBytes(source.bytes),
      formatCount(source.calls),
      source.newestCallMs === undefined ? "none" : formatAge(nowMs - source.newestCallMs),
      qualityText(source),
      formatsText(source),
      versionsText(source.toolVersions),
    ]),
  };
}

/** Only where a scan with --recount has left something to show. */
function recountBlock({ sources }: Diagnostics): readonly (readonly string[])[] {
  const lines = sources.flatMap((source) => {
    const text = recountText(source);
    return text === undefined ? [] : [`${source.name}: ${text}`];
  });
  return lines.length === 0 ? [] : [["Recounted", ...indented(lines)]];
}

const VERSIONS_SHOWN = 3;

function versionsText(versions: readonly string[]): string {
  if (versions.length === 0) return "unknown";
  const more = versions.length - VERSIONS_SHOWN;
  const shown = versions.slice(-VERSIONS_SHOWN).map(plainText).join(", ");
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown;
}

function lossLines({ sources, setAside, prices }: Diagnostics): readonly string[] {
  const lines: string[] = [];
  for (const source of sources) {
    const skipped = reasonsText(source.skipped);
    if (skipped !== "") lines.push(`${source.name}, lines skipped: ${skipped}`);
    if (source.unreadableCompressed > 0) {
      const count = formatCount(source.unreadableCompressed);
      lines.push(`${source.name}, compressed logs this Node.js cannot read (22.15 or newer can): ${count}`);
    }
  }
  if (setAside.records > 0) lines.push(setAsideText(setAside));
  if (prices.unpricedModels.length > 0) {
    lines.push(
      `Models without a known price: ${prices.unpricedModels.map((model) => formatModel(plainText(model))).join(", ")}`,
    );
  }
  return lines.length === 0 ? ["nothing"] : lines;
}

function ledgerLines({ ledger, lease, prices, timings }: Diagnostics): readonly string[] {
  return [
    `File: ${plainText(ledger.path)} (${formatBytes(ledger.bytes)}, schema ${ledger.schemaVersion}${ledger.readOnly ? ", read-only" : ""})`,
    `Holds: ${formatQuantity(ledger.calls, "call")}, ${formatQuantity(ledger.turns, "human turn")}, ${formatQuantity(ledger.sessions, "session")}`,
    `Written by: ${holderText(lease)}`,
    `Prices: ${prices.snapshot}`,
    `Last look at all logs: ${lastSweepText(timings)}`,
  ];
}

function holderText({ holderPid, isThisProcess }: Diagnostics["lease"]): string {
  if (isThisProcess) return "this process";
  return holderPid === undefined ? "nobody now" : `process ${holderPid}`;
}

function lastSweepText({ lastSweepMs, lastSweepBytes }: Diagnostics["timings"]): string {
  if (lastSweepMs === undefined) return "none yet";
  const bytes = lastSweepBytes === undefined ? "" : `, ${formatBytes(lastSweepBytes)} read`;
  return `took ${formatDuration(lastSweepMs)}${bytes}`;
}

function problemLines({ problems }: Diagnostics, columns: number | undefined): readonly string[] {
  if (problems.length === 0) return ["none"];
  const width = columns === undefined ? Infinity : columns - INDENT.length;
  return problems.flatMap(({ severity, message }) => wrapText(`${severity}: ${plainText(message)}`, width));
}

const INDENT = "  ";

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => INDENT + line);
}
