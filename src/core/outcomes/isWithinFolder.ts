/** Whether a path is a folder or lies in it. Both are absolute, with either kind of slash. */
export function isWithinFolder(path: string, folder: string): boolean {
  const inner = partsOf(path);
  const outer = partsOf(folder);
  return outer.length > 0 && outer.every((part, index) => part === inner[index]);
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]/u).filter((part) => part !== "");
}
