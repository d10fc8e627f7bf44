import { posix, win32 } from "node:path";
import { configFolder } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

/** Agents that write Pi's sessions, by the folder below the home where they keep them. */
const DESCENDANTS = [
  [".omp", "OMP"],
  [".gjc", "GJC"],
  [".senpi", "Senpi"],
  [".prime", "Prime Agent"],
] as const;

/** Pi's own folder, which its variables replace, then those of its descendants. */
export function piRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const inHome = (folder: string): string =>
    folder === "~" || /^~[\\/]/.test(folder) ? path.join(home, folder.slice(1)) : folder;
  const named: readonly (LogRoot | undefined)[] = [
    rootOf("PI_CODING_AGENT_SESSION_DIR", env, inHome),
    rootOf("PI_CODING_AGENT_DIR", env, (folder) => path.join(inHome(folder), "sessions")),
    rootOf("PI_AGENT_DIR", env, (folder) => path.join(inHome(folder), "sessions")),
  ];
  const told = named.filter((root) => root !== undefined);
  const roots: LogRoot[] = [
    ...(told.length > 0 ? told : [{ path: path.join(home, ".pi", "agent", "sessions"), origin: "default" }]),
    ...DESCENDANTS.map(([folder, origin]) => ({ path: path.join(home, folder, "agent", "sessions"), origin })),
    { path: path.join(home, ".prime", "agent", "session-artifacts"), origin: "Prime Agent" },
    { path: path.join(configFolder({ home, platform, env }), "kimchi", "harness", "sessions"), origin: "Kimchi" },
  ];
  const seen = new Set<string>();
  return roots.filter((root) => !seen.has(root.path) && seen.add(root.path));
}

function rootOf(variable: string, env: Surroundings["env"], folderOf: (value: string) => string): LogRoot | undefined {
  const value = env[variable]?.trim();
  return value === undefined || value === "" ? undefined : { path: folderOf(value), origin: variable };
}

/** Sessions lie in a folder of their project, those of sub-agents below it. */
export function isPiLog(relativePath: string): boolean {
  return /\.jsonl(\.zst)?$/.test(relativePath);
}
