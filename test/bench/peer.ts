import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { runMeasured, type RunCost } from "./runMeasured.ts";

const PACKAGE = "@ccusage/ccusage-linux-x64";
export const PEER_VERSION = "20.0.24";

/** The kinds of tokens the peer tells apart. */
export interface PeerTotals {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** ccusage, the best known reader of the same logs, as its makers build it for Linux on x64. */
export class Peer {
  readonly #program: string;

  /**
   * Installs the program where it is missing.
   * @throws Error on another platform or where npm cannot install it
   */
  constructor(cacheFolder: string) {
    if (process.platform !== "linux" || process.arch !== "x64")
      throw new Error("the peer is measured on Linux x64 only");
    const folder = join(cacheFolder, "peer");
    this.#program = join(folder, `ccusage-${PEER_VERSION}`);
    if (existsSync(this.#program)) return;
    mkdirSync(folder, { recursive: true });
    const install = ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund"];
    const done = spawnSync("npm", [...install, `${PACKAGE}@${PEER_VERSION}`], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`npm could not install ${PACKAGE}: ${done.stderr}`, { cause: done.error });
    // The package's own copy is not executable: its launcher package sets the mode, and that is not installed here.
    copyFileSync(join(folder, "node_modules", PACKAGE, "bin/ccusage"), this.#program);
    chmodSync(this.#program, 0o755);
  }

  /** Has it read the whole home and report by day, without the network. */
  run(home: string): RunCost {
    const env = { PATH: process.env["PATH"], HOME: home, TZ: "UTC" };
    return runMeasured(this.#program, ["daily", "--json", "--offline", "--by-agent"], env);
  }

  totals(report: RunCost): { readonly claude: PeerTotals; readonly codex: PeerTotals } {
    const parsed: unknown = JSON.parse(report.stdout);
    return { claude: agentTotals(parsed, "claude"), codex: agentTotals(parsed, "codex") };
  }
}

function agentTotals(report: unknown, agent: string): PeerTotals {
  const entries = list(report, "daily")
    .flatMap((day) => list(day, "agents"))
    .filter((each) => field(each, "agent") === agent);
  const sum = (name: string): number => entries.reduce<number>((total, each) => total + Number(field(each, name)), 0);
  return {
    input: sum("inputTokens"),
    cacheRead: sum("cacheReadTokens"),
    cacheWrite: sum("cacheCreationTokens"),
    output: sum("outputTokens"),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}
