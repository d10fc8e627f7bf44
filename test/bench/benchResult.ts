import { TOKEN_FIELDS } from "../../src/shared/tokenCounts.ts";
import type { HomeTruth, ToolTruth } from "../support/generateHome/homeTruth.ts";
import type { PeerTotals } from "./peer.ts";
import type { Spread } from "./spread.ts";

/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly unit: "s" | "ms" | "MB" | "MB/s" | "times" | "KB";
  readonly spread: Spread;
}

/** How one program's totals differ from what the logs really hold: 0 everywhere is right. */
export interface TotalsDifference {
  readonly program: string;
  readonly tool: "claude" | "codex";
  readonly differences: Readonly<Record<string, number>>;
}

export interface BenchResult {
  /** The generated home; `undefined` where nothing that was measured needs one. */
  readonly home: { readonly bytes: number; readonly files: number; readonly calls: number } | undefined;
  readonly machine: string;
  readonly figures: readonly Figure[];
  readonly totals: readonly TotalsDifference[];
  /** What could not be measured here, and why. */
  readonly notes: readonly string[];
}

/** Every kind of token and the number of calls, product minus truth. */
export function productDifference(tool: "claude" | "codex", found: ToolTruth, truth: HomeTruth): TotalsDifference {
  const fields = ["calls", ...TOKEN_FIELDS] as const;
  const differences = Object.fromEntries(fields.map((field) => [field, found[field] - truth[tool][field]]));
  return { program: "token-legend", tool, differences };
}

/** The kinds the peer tells apart, peer minus truth. */
export function peerDifference(tool: "claude" | "codex", found: PeerTotals, truth: HomeTruth): TotalsDifference {
  const real = truth[tool];
  const differences = {
    freshInput: found.input - real.freshInput,
    cacheRead: found.cacheRead - real.cacheRead,
    cacheWrite: found.cacheWrite - real.cacheWrite5m - real.cacheWrite1h,
    output: found.output - real.output,
  };
  return { program: "ccusage", tool, differences };
}

export function resultText(result: BenchResult): string {
  const width = Math.max(...result.figures.map((figure) => figure.name.length), 0);
  return [
    `${homeText(result.home)}Machine: ${result.machine}.`,
    "",
    ...result.figures.map((figure) => figureText(figure, width)),
    "",
    ...(result.totals.length === 0 ? [] : ["Totals minus what the logs really hold:"]),
    ...result.totals.map(differenceText),
    ...result.notes.map((note) => `Note: ${note}`),
    "",
  ].join("\n");
}

function homeText(home: BenchResult["home"]): string {
  if (home === undefined) return "";
  return `Home: ${(home.bytes / 1e6).toFixed(0)} MB in ${home.files} logs, ${home.calls} calls. `;
}

function figureText({ name, unit, spread }: Figure, width: number): string {
  const median = `${round(spread.median).padStart(9)} ${unit}`;
  if (spread.runs === 1) return `${name.padEnd(width)} ${median}`;
  const range = `${round(spread.min)} to ${round(spread.max)} in ${spread.runs} runs`;
  return `${name.padEnd(width)} ${median.padEnd(16)} ${range}`;
}

function differenceText({ program, tool, differences }: TotalsDifference): string {
  const wrong = Object.entries(differences).filter(([, difference]) => difference !== 0);
  const text = wrong.map(([field, difference]) => `${field} ${difference > 0 ? "+" : ""}${difference}`).join(", ");
  return `  ${program.padEnd(13)} ${tool.padEnd(7)} ${wrong.length === 0 ? "equal" : text}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
