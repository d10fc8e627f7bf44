import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not ours to run: either way not the program that is looked for.
    return false;
  }
}

/** The first of these programs that exists: a bare name is looked up on PATH, anything else is a path. */
export function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const suffixes = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const name of names) {
    const isPath = name.includes("/") || name.includes("\\");
    const candidates = isPath
      ? [name]
      : folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix)));
    const found = candidates.find(isProgram);
    if (found !== undefined) return found;
  }
  return undefined;
}
