import { readFileSync, statSync } from "node:fs";

/** A settings file is small; what is larger is something else. */
const MAX_BYTES = 1024 * 1024;

/** Text of a tool's settings file; `undefined` where it is missing, cannot be read or is no such file. */
export function readSmallText(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(path, "utf8") : undefined;
  } catch {
    // Not there or not for us to read: then it tells nothing.
    return undefined;
  }
}
