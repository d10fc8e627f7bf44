import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LogFile } from "../../sources/source.ts";
import { isSystemError } from "../isSystemError.ts";
import type { FoundLog } from "./findLogs.ts";
import { readText } from "./readText.ts";

/** What a parser may know of a log besides its content. */
export function logFileOf({ path, relativePath }: FoundLog): LogFile {
  const folder = dirname(path);
  return {
    relativePath,
    folder,
    readNeighbour: (neighbour) => readText(join(folder, neighbour)),
    listNeighbours: (neighbour) => namesIn(join(folder, neighbour)),
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}
