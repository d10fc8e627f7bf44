import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateHome } from "../support/generateHome/generateHome.ts";
import type { HomeTruth } from "../support/generateHome/homeTruth.ts";

export interface BenchHome {
  readonly folder: string;
  readonly truth: HomeTruth;
  /** Of writing the home; `undefined` where a kept one is used. */
  readonly generateSeconds: number | undefined;
}

/** The home to measure with: a kept one of the same size, else a new one. */
export function openBenchHome(cacheFolder: string, megabytes: number): BenchHome {
  const base = join(cacheFolder, `home-${megabytes}`);
  const folder = join(base, "home");
  const truthFile = join(base, "truth.json");
  if (existsSync(truthFile)) {
    // Written by the lines below in an earlier run.
    const truth = JSON.parse(readFileSync(truthFile, "utf8")) as HomeTruth;
    return { folder, truth, generateSeconds: undefined };
  }
  rmSync(base, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const startMs = performance.now();
  const truth = generateHome({
    folder,
    bytes: megabytes * 1e6,
    seed: 1,
    nowMs: Date.now(),
    days: 30,
    projects: 20,
    claudeShare: 0.75,
  });
  const generateSeconds = (performance.now() - startMs) / 1000;
  writeFileSync(truthFile, JSON.stringify(truth));
  return { folder, truth, generateSeconds };
}

export function dropBenchHome(cacheFolder: string, megabytes: number): void {
  rmSync(join(cacheFolder, `home-${megabytes}`), { recursive: true, force: true });
}
