import type { Source, Surroundings } from "../../sources/source.ts";
import { EXTRA_ROOT } from "../describeProblems.ts";
import type { RootToSearch } from "./findLogs.ts";
import { otherHomes } from "./otherHomes.ts";

/**
 * Every root of the sources: below the home, below the homes that the other side of a Windows machine with WSL has, and
 * those a person has named. The same file found through two of them is one log, as logs go by their real path.
 */
export function rootsToSearch(
  sources: readonly Source[],
  surroundings: Surroundings,
  extraRoots: Readonly<Record<string, readonly string[]>>,
): readonly RootToSearch[] {
  const homes = otherHomes(surroundings);
  return sources.flatMap((source): RootToSearch[] => [
    ...source.roots(surroundings).map((root) => ({ ...root, source })),
    ...homes.flatMap((home) =>
      source.roots(home.surroundings).map((root) => ({ ...root, origin: home.origin, source })),
    ),
    ...(extraRoots[source.id] ?? []).map((path) => ({ path, origin: EXTRA_ROOT, source })),
  ]);
}
