import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";
import { taskRoots, type TaskExtension } from "../taskFiles/taskRoots.ts";

const EXTENSIONS: readonly TaskExtension[] = [
  { folder: "rooveterinaryinc.roo-cline", storageSetting: "roo-cline.customStoragePath" },
  { folder: "rooveterinaryinc.roo-code-nightly", storageSetting: "roo-code-nightly.customStoragePath" },
  { folder: "zoocodeorganization.zoo-code", storageSetting: "zoo-code.customStoragePath" },
];

/** Every editor's storage of Roo Code and Zoo Code, the folder their setting moves it to, and that of the command line. */
export function rooRoots(surroundings: Surroundings): readonly LogRoot[] {
  const path = surroundings.platform === "win32" ? win32 : posix;
  return [
    ...taskRoots(surroundings, EXTENSIONS),
    { path: path.join(surroundings.home, ".vscode-mock", "global-storage", "tasks"), origin: "command line" },
  ];
}
