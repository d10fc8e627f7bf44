import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

/** `DROID_SESSIONS_DIR` and `FACTORY_DIR` are what readers of these files know the folder by. */
export function droidRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const named = env["DROID_SESSIONS_DIR"];
  if (named !== undefined && named !== "") return [{ path: named, origin: "DROID_SESSIONS_DIR" }];
  const factory = env["FACTORY_DIR"];
  return factory !== undefined && factory !== ""
    ? [{ path: path.join(factory, "sessions"), origin: "FACTORY_DIR" }]
    : [{ path: path.join(home, ".factory", "sessions"), origin: "default" }];
}

const SETTINGS = ".settings.json";
const TRANSCRIPT = ".jsonl";

export function isSettings(relativePath: string): boolean {
  return relativePath.endsWith(SETTINGS);
}

export function isTranscript(relativePath: string): boolean {
  return relativePath.endsWith(TRANSCRIPT);
}

/** Id of the session a file is of: the name that its settings and its transcript share. */
export function sessionIdOf(relativePath: string): string {
  const name = posix.basename(relativePath);
  return posix.basename(posix.basename(name, SETTINGS), TRANSCRIPT);
}

/** Name of the other file of a session, in the same folder. */
export function settingsBeside(relativePath: string): string {
  return sessionIdOf(relativePath) + SETTINGS;
}

export function transcriptBeside(relativePath: string): string {
  return sessionIdOf(relativePath) + TRANSCRIPT;
}
