import { formatAge, formatBytes, formatCount, formatDuration } from "../core/format.ts";
import type { Diagnostics } from "../shared/diagnostics.ts";
import { plainText } from "./plainText.ts";
import { reasonsText, setAsideText } from "./setAsideText.ts";
import { layOutTable } from "./table.ts";
import { wrapText } from "./wrapText.ts";

/** Diagnostics as a page: what was found, what was read, what was not and why. */
export function doctorText(diagnostics: Diagnostics, nowMs: number, columns: number | undefined): string {
  const { version, node, platform } = diagnostics;
  const blocks = [
    [`Token Legend ${version} on Node.js ${node.replace(/^v/, "")}, ${platform}`],
    ["Folders", ...indented(folderLines(diagnostics))],
    ["Assistants", ...indented(assistantLines(diagnostics, nowMs))],
    ["Not read or not counted", ...indented(lossLines(diagnostics))],
    ["Ledger", ...indented(ledgerLines(diagnostics))],
    ["Problems", ...indented(problemLines(diagnostics, columns))],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

function folderLines({ roots, sources }: Diagnostics): readonly string[] {
  if (roots.length === 0) return ["none"];
  const names = new Map(sources.map((source) => [source.sourceId, source.name]));
  return layOutTable({
    columns: [
      { title: "Assistant", align: "left" },
      { title: "Folder", align: "left" },
      { title: "Known from", align: "left" },
      { title: "State", align: "left" },
      { title: "Logs", align: "right" },
    ],
    rows: roots.map((root) => [
      names.get(root.sourceId) ?? root.sourceId,
      plainText(root.path),
      root.origin,
      root.state,
      root.state === "read" ? formatCount(root.logs) : "–",
    ]),
  });
}

function assistantLines({ sources }: Diagnostics, nowMs: number): readonly string[] {
  return layOutTable({
    columns: [
      { title: "Assistant", align: "left" },
      { title: "Parser", align: "right" },
      { title: "Logs", align: "right" },
      { title: "Vanished", align: "right" },
      { title: "Size", align: "right" },
      { title: "Records", align: "right" },
      { title: "Calls", align: "right" },
      { title: "Newest call", align: "right" },
      { title: "Versions", align: "left" },
    ],
    rows: sources.map((source) => [
      source.name,
      `v${source.parserVersion}`,
      formatCount(source.files),
      formatCount(source.vanishedFiles),
      formatBytes(source.bytes),
      formatCount(source.records),
      formatCount(source.calls),
      source.newestCallMs === undefined ? "none" : formatAge(nowMs - source.newestCallMs),
      versionsText(source.toolVersions),
    ]),
  });
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
    lines.push(`Models without a known price: ${prices.unpricedModels.map(plainText).join(", ")}`);
  }
  return lines.length === 0 ? ["nothing"] : lines;
}

function ledgerLines({ ledger, lease, prices, timings }: Diagnostics): readonly string[] {
  return [
    `File: ${plainText(ledger.path)} (${formatBytes(ledger.bytes)}, schema ${ledger.schemaVersion}${ledger.readOnly ? ", read-only" : ""})`,
    `Holds: ${formatCount(ledger.calls)} calls, ${formatCount(ledger.turns)} human turns, ${formatCount(ledger.sessions)} sessions`,
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
