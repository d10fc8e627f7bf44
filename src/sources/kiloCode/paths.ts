import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";
import { taskRoots, type TaskExtension } from "../taskFiles/taskRoots.ts";

const EXTENSIONS: readonly TaskExtension[] = [
  { folder: "kilocode.kilo-code", storageSetting: "kilo-code.customStoragePath" },
];

/** Every editor's storage of Kilo Code up to version 5, the folder its setting moves it to, and that of its first command line. */
export function kiloTaskRoots(surroundings: Surroundings): readonly LogRoot[] {
  const path = surroundings.platform === "win32" ? win32 : posix;
  return [
    ...taskRoots(surroundings, EXTENSIONS),
    { path: path.join(surroundings.home, ".kilocode", "cli", "global", "tasks"), origin: "command line" },
  ];
}
