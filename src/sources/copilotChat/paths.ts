import { posix, win32 } from "node:path";
import { editorFolders } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

/**
 * The `User` folder of every editor of VS Code's family, as most of them can run Copilot; and where Visual Studio, which
 * there is on Windows alone, keeps its traces.
 */
export function copilotChatRoots(surroundings: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const editors = editorFolders(surroundings).map(({ path, editor }) => ({ path, origin: editor }));
  const traces = temporaryFolders(surroundings).map((folder) => ({
    path: surroundings.platform === "win32" ? win32.join(folder, TRACES) : posix.join(folder, TRACES),
    origin: "Visual Studio",
  }));
  const seen = new Set<string>();
  return [...editors, ...traces].filter((root) => !seen.has(root.path) && seen.add(root.path));
}

const TRACES = "VSGitHubCopilotLogs/traces";

function temporaryFolders({ home, platform, env }: Omit<Surroundings, "readText">): readonly string[] {
  if (platform === "win32") {
    const local = env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local");
    return [env["TEMP"], env["TMP"], win32.join(local, "Temp")].filter((folder) => folder !== undefined);
  }
  // A Windows home that is looked at from WSL.
  const roaming = env["VSCODE_APPDATA"] ?? "";
  return roaming.endsWith("/AppData/Roaming") ? [posix.join(roaming, "../Local/Temp")] : [];
}

/** Names of the extension's own folder, in any case: the first since 2025. */
const EXTENSION = "github\\.copilot(?:-chat)?";

const CHAT_SESSION = /(?:^|\/)(?:chatSessions|emptyWindowChatSessions|transferredChatSessions)\/[^/]+\.jsonl?$/;
const DEBUG_LOG = new RegExp(`(?:^|/)${EXTENSION}/debug-logs/(?:[^/]+/)?[^/]+\\.jsonl$`, "i");
const SPAN_STORE = new RegExp(`(?:^|/)${EXTENSION}/agent-traces\\.db$`, "i");
const VISUAL_STUDIO_TRACES = /(?:^|\/)[^/]*_VSGitHubCopilot_traces[^/]*\.jsonl$/;

/** Storage of an editor's windows and of its extensions, of which Copilot's parts are entered alone. */
const FOLDER = new RegExp(
  [
    "^workspaceStorage(?:/[^/]+(?:/chatSessions)?)?$",
    "^globalStorage(?:/(?:emptyWindowChatSessions|transferredChatSessions))?$",
    `^(?:workspaceStorage/[^/]+|globalStorage)/${EXTENSION}(?:/debug-logs(?:/[^/]+)?)?$`,
  ].join("|"),
  "i",
);

export function entersFolder(relativePath: string): boolean {
  return FOLDER.test(relativePath);
}

export function isChatSession(relativePath: string): boolean {
  return CHAT_SESSION.test(relativePath);
}

export function isDebugLog(relativePath: string): boolean {
  return DEBUG_LOG.test(relativePath);
}

export function isSpanStore(relativePath: string): boolean {
  return SPAN_STORE.test(relativePath);
}

export function isVisualStudioTrace(relativePath: string): boolean {
  return VISUAL_STUDIO_TRACES.test(relativePath);
}

/** Sessions of a debug log by its place: `<session>/main.jsonl`, `<parent>/<label>-<session>.jsonl`, once `<session>.jsonl`. */
export function debugFolder(relativePath: string): string | undefined {
  const folder = posix.basename(posix.dirname(relativePath));
  return folder.toLowerCase() === "debug-logs" ? undefined : folder;
}
