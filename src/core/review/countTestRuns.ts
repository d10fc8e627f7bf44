import type { TestRun } from "../../shared/workerProtocol.ts";
import { isWithinFolder } from "../outcomes/isWithinFolder.ts";

/** Counts the runs of a span in a folder and below it. Paths are absolute, with either kind of slash. */
export function countTestRuns(
  runs: readonly TestRun[],
  folder: string,
  fromMs: number,
  toMs: number,
): { readonly count: number; readonly passed: number } {
  const own = runs.filter((run) => run.atMs >= fromMs && run.atMs <= toMs && isWithinFolder(run.folder, folder));
  return { count: own.length, passed: own.filter(({ passed }) => passed).length };
}
