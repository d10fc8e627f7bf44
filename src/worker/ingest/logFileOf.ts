import { dirname, join } from "node:path";
import type { LogFile } from "../../sources/source.ts";
import type { FoundLog } from "./findLogs.ts";
import { readText } from "./readText.ts";

/** What a parser may know of a log besides its content. */
export function logFileOf({ path, relativePath }: FoundLog): LogFile {
  return { relativePath, readNeighbour: (neighbour) => readText(join(dirname(path), neighbour)) };
}
