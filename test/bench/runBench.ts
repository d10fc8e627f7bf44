import { mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { cpus, release, type as systemName } from "node:os";
import { join } from "node:path";
import { dropBenchHome, openBenchHome, type BenchHome } from "./benchHome.ts";
import type { BenchOptions, Part } from "./benchOptions.ts";
import {
  peerDifference,
  productDifference,
  type BenchResult,
  type Figure,
  type TotalsDifference,
} from "./benchResult.ts";
import { measureStores } from "./measureStores.ts";
import { measureTokens } from "./measureTokens.ts";
import { measureWorker } from "./measureWorker.ts";
import { Peer } from "./peer.ts";
import { Product } from "./product.ts";
import type { RunCost } from "./runMeasured.ts";
import { spreadOf } from "./spread.ts";

const TOOLS = ["claude", "codex"] as const;
const PARTS_ON_A_HOME: readonly Part[] = ["scan", "report", "worker", "peer"];

/** What has been found out so far. */
interface Findings {
  readonly figures: Figure[];
  readonly totals: TotalsDifference[];
  readonly notes: string[];
}

/**
 * Measures what was asked for.
 * @param say told what happens next, as some of it takes a minute
 */
export function runBench(root: string, options: BenchOptions, say: (text: string) => void): BenchResult {
  const findings: Findings = { figures: [], totals: [], notes: [] };
  const needsHome = PARTS_ON_A_HOME.some((part) => options.parts.has(part));
  const home = needsHome ? measureOnHome(root, options, findings, say) : undefined;
  if (options.parts.has("tokens")) {
    say("tokens");
    const { figures, notes } = measureTokens(root, options.runs);
    findings.figures.push(...figures);
    findings.notes.push(...notes);
  }
  if (options.parts.has("stores")) {
    const { figures, notes } = measureStores(root, options.storeMegabytes, options.runs, say);
    findings.figures.push(...figures);
    findings.notes.push(...notes);
  }
  if (options.parts.has("package")) measurePackage(root, findings);
  const processor = cpus()[0]?.model ?? "unknown processor";
  const machine = `${cpus().length} x ${processor}, ${systemName()} ${release()}, Node ${process.versions.node}`;
  return { home, machine, ...findings };
}

/** Generates a home, measures on it what was asked for and answers what it held. */
function measureOnHome(
  root: string,
  options: BenchOptions,
  findings: Findings,
  say: (text: string) => void,
): BenchResult["home"] {
  const cacheFolder = join(root, ".cache/bench");
  mkdirSync(cacheFolder, { recursive: true });
  say(`home of ${options.megabytes} MB`);
  const home = openBenchHome(cacheFolder, options.megabytes);
  try {
    if (home.generateSeconds !== undefined) {
      add(findings, "generating the home", "MB/s", [home.truth.bytes / 1e6 / home.generateSeconds]);
    }
    measureCommandLine(root, cacheFolder, home, options, findings, say);
    if (options.parts.has("worker")) {
      say("worker");
      measureHost(root, home, cacheFolder, findings);
    }
  } finally {
    if (!options.keep) dropBenchHome(cacheFolder, options.megabytes);
  }
  const { bytes, files, claude, codex } = home.truth;
  return { bytes, files, calls: claude.calls + codex.calls };
}

function measureCommandLine(
  root: string,
  cacheFolder: string,
  home: BenchHome,
  options: BenchOptions,
  findings: Findings,
  say: (text: string) => void,
): void {
  const { parts, runs } = options;
  if (!parts.has("scan") && !parts.has("report") && !parts.has("peer")) return;
  const product = new Product(root, home.folder, cacheFolder);
  try {
    // The first run brings the logs into the system's cache and is not counted.
    say("first scan");
    product.scanCold();
    for (const tool of TOOLS) findings.totals.push(productDifference(tool, product.totals()[tool], home.truth));
    if (parts.has("peer")) {
      say(`${runs} pairs with the peer`);
      measurePairs(product, new Peer(join(root, ".cache")), home, runs, findings);
    } else if (parts.has("scan")) {
      say(`${runs} cold scans`);
      addCosts(
        findings,
        "cold scan",
        repeat(runs, () => product.scanCold()),
      );
    }
    if (parts.has("report")) {
      say(`${runs} warm reports`);
      addCosts(
        findings,
        "warm report",
        repeat(runs, () => product.reportWarm()),
      );
    }
  } finally {
    product.dispose();
  }
}

/** Both programs in turn, so that whatever else the machine does falls on both. */
function measurePairs(product: Product, peer: Peer, home: BenchHome, runs: number, findings: Findings): void {
  const first = peer.totals(peer.run(home.folder));
  for (const tool of TOOLS) findings.totals.push(peerDifference(tool, first[tool], home.truth));
  const pairs = repeat(runs, () => ({ ours: product.scanCold(), theirs: peer.run(home.folder) }));
  const [ours, theirs] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.theirs)];
  addCosts(findings, "cold scan", ours);
  addCosts(findings, "peer's report", theirs);
  const ratios = pairs.map((pair) => pair.ours.cpuSeconds / pair.theirs.cpuSeconds);
  add(findings, "cold scan / peer's report, CPU", "times", ratios);
  findings.notes.push("The peer reads everything anew each time it is asked; a warm report reads what is new.");
  findings.notes.push("Why the peer's totals differ, as far as it was traced, is told in docs/benchmarks.md.");
}

function measureHost(root: string, home: BenchHome, cacheFolder: string, findings: Findings): void {
  const cost = measureWorker(root, home.folder, cacheFolder);
  add(findings, "worker: back-fill", "s", [cost.backFillMs / 1000]);
  add(findings, "host's delay without worker, 99 %", "ms", [cost.idle.p99Ms]);
  add(findings, "host's delay without worker, longest", "ms", [cost.idle.longestMs]);
  add(findings, "host's delay in back-fill, 99 %", "ms", [cost.filling.p99Ms]);
  add(findings, "host's delay in back-fill, longest", "ms", [cost.filling.longestMs]);
  add(findings, "worker: appended call until shown", "ms", cost.appendMs);
  add(findings, "worker: memory, peak over an idle host", "MB", [(cost.peakBytes - cost.restBytes) / 1e6]);
  add(findings, "worker: memory, afterwards", "MB", [(cost.afterBytes - cost.restBytes) / 1e6]);
}

function measurePackage(root: string, findings: Findings): void {
  const folders = [root, join(root, "dist"), join(root, "artefacts")];
  const packages = folders.flatMap((folder) => filesOf(folder)).filter((path) => path.endsWith(".vsix"));
  const [newest] = packages.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest === undefined) findings.notes.push("No .vsix here: `npm run package` makes one.");
  else add(findings, "package", "KB", [statSync(newest).size / 1000]);
  const figures = hostFigures(join(root, "artefacts/host.json"));
  if (figures === undefined) findings.notes.push("Activation not measured: `npm run test:host` notes it.");
  else {
    add(findings, "activation in VS Code", "ms", [figures.activationMs]);
    add(findings, "appended call until shown in VS Code", "ms", [figures.appendedCallMs]);
  }
}

interface HostFigures {
  readonly activationMs: number;
  readonly appendedCallMs: number;
}

/** What the host suite has noted; `undefined` where it has not been run. */
function hostFigures(report: string): HostFigures | undefined {
  if (statSync(report, { throwIfNoEntry: false }) === undefined) return undefined;
  const noted: unknown = JSON.parse(readFileSync(report, "utf8"));
  if (typeof noted !== "object" || noted === null) return undefined;
  const activationMs: unknown = Reflect.get(noted, "activationMs");
  const appendedCallMs: unknown = Reflect.get(noted, "appendedCallMs");
  return typeof activationMs === "number" && typeof appendedCallMs === "number"
    ? { activationMs, appendedCallMs }
    : undefined;
}

function filesOf(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder).map((name) => join(folder, name));
}

function addCosts(findings: Findings, name: string, costs: readonly RunCost[]): void {
  const cpu = costs.map((cost) => cost.cpuSeconds);
  const wall = costs.map((cost) => cost.wallSeconds);
  const peaks = costs.flatMap((cost) => (cost.peakBytes === undefined ? [] : [cost.peakBytes / 1e6]));
  add(findings, `${name}, CPU`, "s", cpu);
  add(findings, `${name}, wall`, "s", wall);
  if (peaks.length > 0) add(findings, `${name}, peak memory`, "MB", peaks);
}

function add(findings: Findings, name: string, unit: Figure["unit"], values: readonly number[]): void {
  findings.figures.push({ name, unit, spread: spreadOf(values) });
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, () => make());
}
