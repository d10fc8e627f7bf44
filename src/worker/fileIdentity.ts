import type { Stats } from "node:fs";

/** Device and inode: the same for one file whatever its name, another for the file that takes its place. */
export function fileIdentity({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}
