import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

/** Folders of the command line tool, its server for editors and the editor. The last is the editor's first one. */
const PROGRAMS = ["antigravity-cli", "antigravity-acp", "antigravity-ide", "antigravity"] as const;

/** They share Gemini CLI's folder, and with it the variable that moves it. */
export function antigravityRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const other = env["GEMINI_CLI_HOME"];
  return PROGRAMS.map((program) => ({
    path: path.join(other || home, ".gemini", program, "conversations"),
    origin: other ? "GEMINI_CLI_HOME" : "default",
  }));
}

/** One database a conversation. Those of older versions, `.pb`, are encrypted. */
export function isConversation(relativePath: string): boolean {
  return /^[^/]+\.db$/.test(relativePath);
}
