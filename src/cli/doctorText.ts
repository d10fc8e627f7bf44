import { absentNames, formatsText, isFound, notableRoots, qualityText, recountText } from "../core/assistantText.ts";
import { formatAge, formatBytes, formatCount, formatDuration, formatModel, formatQuantity } from "../core/format.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import { clipStart, plainText } from "./plainText.ts";
import { reasonsText, setAsideText } from "./setAsideText.ts";
import { clipColumn, layOutTable, tableWidth, type Table } from "./table.ts";
import { wrapText } from "./wrapText.ts";

/** Diagnostics as a page: what was found, what was read, what was not and why. */
export function doctorText(diagnostics: Diagnostics, nowMs: number, columns: number | undefined): string {
  const { version, node, platform } = diagnostics;
  const width = columns === undefined ? Infinity : columns - INDENT.length;
  const blocks = [
    [`Token Legend ${version} on Node.js ${node.replace(/^v/, "")}, ${platform}`],
    ["Folders", ...indented(folderLines(diagnostics, width))],
    ["Assistants", ...indented(assistantLines(diagnostics, nowMs, width))],
    ...recountBlock(diagnostics, width),
    ["Not read or not counted", ...indented(wrapped(lossLines(diagnostics), width))],
    ["Ledger", ...indented(wrapped(ledgerLines(diagnostics), width))],
    ["Problems", ...indented(wrapped(problemLines(diagnostics), width))],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

function folderLines({ roots, sources }: Diagnostics, width: number): readonly string[] {
  const { notable, others } = notableRoots(roots);
  const rest = others === 0 ? [] : [`Nothing in ${formatQuantity(others, "other usual place")}.`];
  if (notable.length === 0) return rest.length === 0 ? ["none"] : rest;
  const names = new Map(sources.map((source) => [source.sourceId, source.name]));
  const table: Table = {
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
  };
  return [...layOutTable(clipColumn(table, 1, width, clipStart)), ...rest];
}

function assistantLines({ sources }: Diagnostics, nowMs: number, width: number): readonly string[] {
  const found = sources.filter(isFound);
  const { notFound, unreadable } = absentNames(sources);
  const absent = [
    ...(notFound.length === 0 ? [] : [`Not found here: ${notFound.join(", ")}`]),
    ...(unreadable.length === 0 ? [] : [`Leave nothing that could be read: ${unreadable.join(", ")}`]),
  ];
  return [...(found.length === 0 ? [] : foundLines(assistantTable(found, nowMs), width)), ...wrapped(absent, width)];
}

/** Columns of figures; the texts that follow them are too long for a table on most terminals. */
const FIGURE_COLUMNS = 6;

/** Where the table does not fit, its texts stand below it, a paragraph for each assistant. */
function foundLines(table: Table, width: number): readonly string[] {
  if (tableWidth(table) <= width) return layOutTable(table);
  const titles = table.columns.map(({ title }) => title.toLowerCase());
  const texts = table.rows.map((cells) => {
    const parts = cells.map((cell, index) => `${titles[index]}: ${cell}`).slice(FIGURE_COLUMNS);
    return `${cells[0]} – ${parts.join("; ")}`;
  });
  const figures = {
    columns: table.columns.slice(0, FIGURE_COLUMNS),
    rows: table.rows.map((cells) => cells.slice(0, FIGURE_COLUMNS)),
  };
  return [...layOutTable(figures), ...wrapped(texts, width)];
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
function recountBlock({ sources }: Diagnostics, width: number): readonly (readonly string[])[] {
  const lines = sources.flatMap((source) => {
    const text = recountText(source);
    return text === undefined ? [] : [`${source.name}: ${text}`];
  });
  return lines.length === 0 ? [] : [["Recounted", ...indented(wrapped(lines, width))]];
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

function problemLines({ problems }: Diagnostics): readonly string[] {
  if (problems.length === 0) return ["none"];
  return problems.map(({ severity, message }) => `${severity}: ${plainText(message)}`);
}

const INDENT = "  ";

function wrapped(lines: readonly string[], width: number): readonly string[] {
  return lines.flatMap((line) => wrapText(line, width));
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => INDENT + line);
}
