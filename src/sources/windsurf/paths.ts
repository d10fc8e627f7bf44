import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

const EDITIONS = ["windsurf", "windsurf-next"] as const;

/** Where Cascade keeps its encrypted conversations: they tell that Windsurf is used here, and nothing more. */
export function windsurfRoots({ home, platform }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  return EDITIONS.map((edition) => ({ path: path.join(home, ".codeium", edition, "cascade"), origin: "default" }));
}
