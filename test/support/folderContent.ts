import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every file of a folder with a hash of its bytes: the same before and after means that nothing was touched. */
export function folderContent(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(names.map((name) => [name, hash("sha1", readFileSync(join(folder, name)))]));
}
