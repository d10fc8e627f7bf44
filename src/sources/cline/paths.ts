import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";
import { taskRoots, type TaskExtension } from "../taskFiles/taskRoots.ts";

const EXTENSIONS: readonly TaskExtension[] = [
  { folder: "saoudrizwan.claude-dev" },
  { folder: "saoudrizwan.cline-nightly" },
];

/** The folders of sessions (version 4.1 and later, and the command line) and of tasks (before), in that order. */
export function clineRoots(surroundings: Surroundings): readonly LogRoot[] {
  const { home, platform, env } = surroundings;
  const path = platform === "win32" ? win32 : posix;
  const data = env["CLINE_DATA_DIR"] || path.join(env["CLINE_DIR"] || path.join(home, ".cline"), "data");
  const origin = originOf(env);
  const sessions = env["CLINE_SESSION_DATA_DIR"];
  return [
    sessions === undefined || sessions === ""
      ? { path: path.join(data, "sessions"), origin }
      : { path: sessions, origin: "CLINE_SESSION_DATA_DIR" },
    { path: path.join(data, "tasks"), origin },
    ...taskRoots(surroundings, EXTENSIONS),
  ];
}

function originOf(env: Surroundings["env"]): string {
  return ["CLINE_DATA_DIR", "CLINE_DIR"].find((name) => (env[name] ?? "") !== "") ?? "default";
}

/** Messages of a session, or of an agent that it started. */
export function isSessionLog(relativePath: string): boolean {
  return /^[^/]+\/[^/]+\.messages\.json$/.test(relativePath);
}
