import { isEffectiveLine } from "./effectiveLines.ts";

/** How many lines that tell of work `git blame --line-porcelain` gives to a commit. */
export function survivingLines(blame: string, hash: string): number {
  let isOwn = false;
  let lines = 0;
  for (const line of blame.split("\n")) {
    if (line.startsWith("\t")) {
      if (isOwn && isEffectiveLine(line.slice(1))) lines += 1;
      isOwn = false;
    } else if (line.startsWith(`${hash} `)) isOwn = true;
  }
  return lines;
}
