import { posix, win32 } from "node:path";
import { editorFolders } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

/** An extension that keeps tasks: the folder it has in an editor's `globalStorage`. */
export interface TaskExtension {
  readonly folder: string;
  /** Setting with the folder to keep tasks in instead, where the extension has one. */
  readonly storageSetting?: string;
}

/** Where the extensions keep their tasks, in every editor of this machine. */
export function taskRoots(surroundings: Surroundings, extensions: readonly TaskExtension[]): readonly LogRoot[] {
  const path = surroundings.platform === "win32" ? win32 : posix;
  return editorFolders(surroundings).flatMap((user): readonly LogRoot[] => {
    const settings = surroundings.readText(path.join(user.path, "settings.json")) ?? "";
    return extensions.flatMap(({ folder, storageSetting }) => {
      const moved = storageSetting === undefined ? undefined : settingIn(settings, storageSetting);
      const kept: LogRoot = { path: path.join(user.path, "globalStorage", folder, "tasks"), origin: user.editor };
      return moved === undefined || storageSetting === undefined
        ? [kept]
        : [kept, { path: path.join(inHome(surroundings.home, moved), "tasks"), origin: storageSetting }];
    });
  });
}

/** A text among an editor's settings, which are JSON with comments and so are not parsed. */
function settingIn(settings: string, name: string): string | undefined {
  const line = new RegExp(
    String.raw`^[^/\n]*"${name.replaceAll(".", String.raw`\.`)}"\s*:\s*"((?:[^"\\\n]|\\.)+)"`,
    "m",
  );
  const written = line.exec(settings)?.[1];
  return written?.replaceAll(/\\(["\\/])/g, "$1");
}

function inHome(home: string, path: string): string {
  return /^~[\\/]/.test(path) ? home + path.slice(1) : path;
}

/** Whether a file below a folder of tasks holds the messages of one. */
export function isTaskLog(relativePath: string): boolean {
  return /^[^/]+\/ui_messages\.json$/.test(relativePath);
}

/** A task's own folder may hold a copy of the whole workspace (`checkpoints`), but no more logs. */
export function entersTaskFolder(relativePath: string): boolean {
  return !relativePath.includes("/");
}
