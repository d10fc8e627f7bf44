import type { SearchedRoot } from "./findLogs.ts";

/**
 * Roots that exist, to be watched. Not those that hold much else, such as an editor's storage: changes of that would come
 * all the time, and the logs in it that are being written to are looked at often anyway.
 */
export function watchableRoots(roots: readonly SearchedRoot[]): readonly string[] {
  const watchable = roots.filter(({ state, source }) => state === "read" && source.entersFolder === undefined);
  return [...new Set(watchable.map((root) => root.path))];
}
