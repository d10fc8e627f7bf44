import type { TestRun } from "../../shared/workerProtocol.ts";

/** Counts the runs of a span in a folder and below it. Paths are absolute, with either kind of slash. */
export function countTestRuns(
  runs: readonly TestRun[],
  folder: string,
  fromMs: number,
  toMs: number,
): { readonly count: number; readonly passed: number } {
  const own = runs.filter((run) => run.atMs >= fromMs && run.atMs <= toMs && isWithin(run.folder, folder));
  return { count: own.length, passed: own.filter(({ passed }) => passed).length };
}

function isWithin(path: string, folder: string): boolean {
  const inner = partsOf(path);
  const outer = partsOf(folder);
  return outer.length > 0 && outer.every((part, index) => part === inner[index]);
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]/u).filter((part) => part !== "");
}
