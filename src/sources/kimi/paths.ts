import { posix, win32 } from "node:path";
import { appDataFolder } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

/** Home of Kimi Code inside Kimi's desktop app, below the folder for programs' data. */
const EMBEDDED = ["kimi-desktop", "daimon-share", "daimon", "runtime", "kimi-code", "home"] as const;

/** Sessions of Kimi Code and of Kimi CLI before it. Moving to the new one leaves the old one's as they are. */
export function kimiRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const homes = [
    homeOf("KIMI_CODE_HOME", ".kimi-code"),
    { path: path.join(appDataFolder({ home, platform, env }), ...EMBEDDED), origin: "Kimi's desktop app" },
    homeOf("KIMI_SHARE_DIR", ".kimi"),
  ];
  return homes.map((each) => ({ ...each, path: path.join(each.path, "sessions") }));

  function homeOf(variable: string, folder: string): LogRoot {
    const other = env[variable];
    return other ? { path: other, origin: variable } : { path: path.join(home, folder), origin: "default" };
  }
}

/** Of a session only the agents' folders hold logs; beside them lie tasks, plans and uploads. */
export function entersSessionFolder(relativePath: string): boolean {
  return /^[^/]+(\/[^/]+(\/(agents|subagents)(\/[^/]+)?)?)?$/.test(relativePath);
}

export function isCodeWire(relativePath: string): boolean {
  return /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/.test(relativePath);
}

export function isCliWire(relativePath: string): boolean {
  return /^[^/]+\/[^/]+\/(subagents\/[^/]+\/)?wire\.jsonl$/.test(relativePath);
}

/** What a log's place tells: the folder of the project, the session and the sub-agent. */
export function placeOf(relativePath: string): {
  readonly projectKey: string;
  readonly sessionId: string;
  readonly agentId: string | undefined;
} {
  const [projectKey = "", sessionId = "", , agent] = relativePath.split("/");
  return { projectKey, sessionId, agentId: agent === "main" ? undefined : agent };
}
