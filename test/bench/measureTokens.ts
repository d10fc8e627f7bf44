import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ENCODINGS, type Encoding } from "../../src/worker/tokens/encoding.ts";
import type { Figure } from "./benchResult.ts";
import { spreadOf } from "./spread.ts";

/** What it takes until a first text is counted, and what is held then. */
export interface LoadCost {
  readonly ms: number;
  readonly heapBytes: number;
  /** In buffers outside of the heap. */
  readonly outsideBytes: number;
}

/** MB/s, one value a run. */
export interface TextSpeed {
  readonly ours: readonly number[];
  readonly package: readonly number[];
  /** Tokens by which the two counts differ, summed over the runs. */
  readonly differences: number;
}

export interface SpeedCost {
  readonly english: TextSpeed;
  readonly typeScript: TextSpeed;
  /** By kind of text, 100,000 characters each. */
  readonly hostileMs: Readonly<Record<string, number>>;
}

/** Measures counting tokens here beside js-tiktoken, with the tables as they ship. */
export function measureTokens(root: string, runs: number): { figures: readonly Figure[]; notes: readonly string[] } {
  const figures: Figure[] = [];
  const notes: string[] = [];
  const add = (name: string, unit: Figure["unit"], values: readonly number[]): void => {
    figures.push({ name, unit, spread: spreadOf(values) });
  };
  for (const encoding of ENCODINGS) {
    for (const [who, what] of [
      ["", "load-ours"],
      [" in js-tiktoken", "load-package"],
    ] as const) {
      const loads = Array.from({ length: runs }, () => runChild(root, what, encoding, runs) as LoadCost);
      const held = (part: keyof LoadCost): number[] => loads.map((load) => load[part] / 1e6);
      add(
        `${encoding}${who}: loaded and first text`,
        "ms",
        loads.map((load) => load.ms),
      );
      add(`${encoding}${who}: heap`, "MB", held("heapBytes"));
      add(`${encoding}${who}: buffers`, "MB", held("outsideBytes"));
    }
    const { english, typeScript, hostileMs } = runChild(root, "speed", encoding, runs) as SpeedCost;
    for (const [name, speed] of Object.entries({ English: english, TypeScript: typeScript })) {
      add(`${encoding}: ${name}`, "MB/s", speed.ours);
      add(`${encoding} in js-tiktoken: ${name}`, "MB/s", speed.package);
      const ratios = speed.ours.map((ours, run) => ours / (speed.package[run] ?? ours));
      add(`${encoding} / js-tiktoken: ${name}`, "times", ratios);
      if (speed.differences > 0) notes.push(`${encoding}, ${name}: counts differ by ${speed.differences} tokens!`);
    }
    for (const [name, ms] of Object.entries(hostileMs)) add(`${encoding}: 100 KB of ${name}`, "ms", [ms]);
  }
  return { figures, notes };
}

function runChild(root: string, what: string, encoding: Encoding, runs: number): unknown {
  const script = join(import.meta.dirname, "tokensChild.ts");
  const args = ["--no-warnings", "--expose-gc", script, what, join(root, "dist/ranks"), encoding, String(runs)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
