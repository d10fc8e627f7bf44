import { onDemand } from "./onDemand.ts";

const versionOrder = onDemand(() => new Intl.Collator("en", { numeric: true }));

/** The later of two versions of a tool; one that is told beats one that is not. */
export function laterVersion(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return versionOrder().compare(a, b) >= 0 ? a : b;
}
