import { appendFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** A log as it will be in the end. */
export interface CompleteLog {
  /** Path below the home. */
  readonly path: string;
  readonly content: Buffer;
}

/** Bytes that are added to the end of one log in one go. */
export interface GrowthStep {
  readonly path: string;
  readonly bytes: Buffer;
}

/** An integer from 0 to below the limit. With `fc.gen()`: `(limit) => g(fc.nat, { max: limit - 1 })`. */
export type PickBelow = (limit: number) => number;

/**
 * Orders the growth of logs from nothing to complete: any log next, cut at any byte. Logs are appended to, so the bytes
 * of each come in order. A compressed log appears whole, as its tool replaces the plain one by it.
 */
export function planGrowth(logs: readonly CompleteLog[], pick: PickBelow): readonly GrowthStep[] {
  const growing = logs.filter((log) => log.content.length > 0).map((log) => ({ log, at: 0 }));
  const steps: GrowthStep[] = [];
  while (growing.length > 0) {
    const index = pick(growing.length);
    const next = growing[index];
    if (next === undefined) throw new RangeError(`picked ${index} of ${growing.length} logs`);
    const rest = next.log.content.length - next.at;
    const isWhole = next.log.path.endsWith(".zst") || pick(4) === 0;
    const end = next.at + (isWhole ? rest : 1 + pick(rest));
    steps.push({ path: next.log.path, bytes: next.log.content.subarray(next.at, end) });
    next.at = end;
    if (end === next.log.content.length) growing.splice(index, 1);
  }
  return steps;
}

export function applyStep(home: string, step: GrowthStep): void {
  const path = join(home, step.path);
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, step.bytes);
}

/** Every file of a home, in a fixed order. */
export function readLogs(home: string): readonly CompleteLog[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(home, path), content: readFileSync(path) }));
}
