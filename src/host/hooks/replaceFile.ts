import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";

/** Text of a file; `undefined` where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return undefined;
  }
}

/**
 * Writes a file so that it is there whole or not at all: under another name first, then moved. A link stays a link, and an
 * existing file keeps who may read it.
 */
export async function replaceFile(path: string, content: string | Uint8Array, newMode: number): Promise<void> {
  const target = await realpath(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return path;
    throw error;
  });
  const mode = await stat(target).then(
    (existing) => existing.mode & 0o777,
    () => newMode,
  );
  const temporary = `${target}.${process.pid}.token-legend.tmp`;
  try {
    await writeFile(temporary, content, { mode, flag: "wx" });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
