import { isMadePath } from "../review/commitLog.ts";

/** Shorter lines, such as a lone bracket, tell of no work; longer ones come from a program. */
const LEAST_CHARACTERS = 4;
const MOST_CHARACTERS = 1000;

/** Lines of a file that a commit changed, as far as they tell of work. */
export interface FileLines {
  /** Path after the change, relative to the repository. */
  readonly path: string;
  readonly added: number;
  readonly removed: number;
}

/** Whether a line tells of work: blanks do not count, nor do lines of up to three characters. */
export function isEffectiveLine(line: string): boolean {
  const characters = line.replaceAll(/\s+/gu, "").length;
  return characters >= LEAST_CHARACTERS && line.length <= MOST_CHARACTERS;
}

/**
 * Reads a patch of `git show -U0 --no-prefix --find-renames`. Files that programs write are left out, and so are binary ones, of
 * which a patch has no lines.
 */
export function effectiveLines(patch: string): readonly FileLines[] {
  const files: { path: string; added: number; removed: number }[] = [];
  let file: { path: string; added: number; removed: number } | undefined;
  // Lines of a hunk that are still to come, so that a changed line that looks like a heading is not taken for one.
  let removedLeft = 0;
  let addedLeft = 0;
  let from = "";
  for (const line of patch.split("\n")) {
    if (removedLeft > 0 && line.startsWith("-")) {
      removedLeft -= 1;
      if (file !== undefined && isEffectiveLine(line.slice(1))) file.removed += 1;
    } else if (addedLeft > 0 && line.startsWith("+")) {
      addedLeft -= 1;
      if (file !== undefined && isEffectiveLine(line.slice(1))) file.added += 1;
    } else if (line.startsWith("diff --git ")) file = undefined;
    else if (line.startsWith("--- ")) from = line.slice(4);
    else if (line.startsWith("+++ ")) {
      const to = line.slice(4);
      const path = unquoted(to === "/dev/null" ? from : to);
      file = path === undefined || isMadePath(path) ? undefined : { path, added: 0, removed: 0 };
      if (file !== undefined) files.push(file);
    } else {
      const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/u.exec(line);
      if (hunk === null) continue;
      removedLeft = Number(hunk[1] ?? 1);
      addedLeft = Number(hunk[2] ?? 1);
    }
  }
  return files.filter(({ added, removed }) => added + removed > 0);
}

/** Names with unusual characters are quoted by git in a way of its own; those are left out. A tab ends a name with blanks. */
function unquoted(name: string): string | undefined {
  return name.startsWith('"') ? undefined : name.replace(/\t$/u, "");
}
