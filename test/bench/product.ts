import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runMeasured, type RunCost } from "./runMeasured.ts";
import { emptyToolTruth, type ToolTruth } from "../support/generateHome/homeTruth.ts";

/** The built command line, on a home and a ledger of its own. */
export class Product {
  readonly #cli: string;
  readonly #home: string;
  readonly #folder: string;

  /** @throws Error when the product has not been built */
  constructor(root: string, home: string, cacheFolder: string) {
    this.#cli = join(root, "dist/cli.cjs");
    if (!existsSync(this.#cli))
      throw new Error("dist/cli.cjs is missing: build it with `node esbuild.mjs --production`");
    this.#home = home;
    this.#folder = mkdtempSync(join(cacheFolder, "ledger-"));
  }

  /** Reads the whole home into a new ledger. */
  scanCold(): RunCost {
    for (const ending of ["", "-wal", "-shm"]) rmSync(this.#ledger() + ending, { force: true });
    return this.#run("scan");
  }

  /** Reads what is new since the last scan. */
  scanOn(): RunCost {
    return this.#run("scan");
  }

  /** Reports from the ledger the last scan left, after looking for what is new. */
  reportWarm(): RunCost {
    return this.#run("report", "--json");
  }

  /** What the ledger says each tool used. */
  totals(): { readonly claude: ToolTruth; readonly codex: ToolTruth } {
    const report: unknown = JSON.parse(this.#run("report", "--by", "tool", "--json").stdout);
    return { claude: toolTotals(report, "claude"), codex: toolTotals(report, "codex") };
  }

  /** Calls of a tool, and the prompt and output tokens that were not estimated. */
  reported(tool: string): { readonly calls: number; readonly tokens: number } {
    const report: unknown = JSON.parse(this.#run("report", "--by", "tool", "--json").stdout);
    const rows = isRecord(report) && Array.isArray(report["rows"]) ? report["rows"] : [];
    const row: unknown = rows.find((each: unknown) => isRecord(each) && each["key"] === tool);
    if (!isRecord(row)) return { calls: 0, tokens: 0 };
    const { calls, freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output } = toolTotals(report, tool);
    return {
      calls,
      tokens: freshInput + cacheRead + cacheWrite5m + cacheWrite1h + output - Number(row["estimatedTokens"]),
    };
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #ledger(): string {
    return join(this.#folder, "ledger.db");
  }

  #run(...command: readonly string[]): RunCost {
    // Run as users run it: its first line says how Node is to be started.
    const args = [...command, "--home", this.#home, "--ledger", this.#ledger()];
    return runMeasured(this.#cli, args, { ...process.env, TZ: "UTC" });
  }
}

function toolTotals(report: unknown, tool: string): ToolTruth {
  const rows = isRecord(report) && Array.isArray(report["rows"]) ? report["rows"] : [];
  const row: unknown = rows.find((each: unknown) => isRecord(each) && String(each["key"]).startsWith(tool));
  const totals = emptyToolTruth();
  if (!isRecord(row)) return totals;
  for (const field of Object.keys(totals) as (keyof ToolTruth)[]) totals[field] = Number(row[field]);
  return totals;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
