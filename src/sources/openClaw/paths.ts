import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

/** The product's names so far, newest first; each had a folder of its own, and may have one for each profile. */
const FOLDERS = [".openclaw", ".clawdbot", ".moltbot", ".moldbot"] as const;

/** `OPENCLAW_STATE_DIR` is the tool's own variable, `OPENCLAW_HOME` the home it has in place of the user's. */
export function openClawRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const inHome = (folder: string): string =>
    folder === "~" || /^~[\\/]/.test(folder) ? path.join(home, folder.slice(1)) : folder;
  const told = (["OPENCLAW_STATE_DIR", "OPENCLAW_DIR", "CLAWDBOT_STATE_DIR", "OPENCLAW_HOME"] as const).flatMap(
    (variable): LogRoot[] => {
      const value = env[variable]?.trim();
      if (value === undefined || value === "") return [];
      const folder = variable === "OPENCLAW_HOME" ? path.join(inHome(value), FOLDERS[0]) : inHome(value);
      return [{ path: path.join(folder, "agents"), origin: variable }];
    },
  );
  const profile = env["OPENCLAW_PROFILE"]?.trim() ?? "";
  const profiles = [...new Set([profile, "dev"])].filter((name) => /^[\w-]+$/.test(name) && name !== "default");
  // Those of earlier names stay where they are when the product is renamed or told another place.
  const usual = [...FOLDERS, ...profiles.map((name) => `${FOLDERS[0]}-${name}`)].map((folder) => ({
    path: path.join(home, folder, "agents"),
    origin: "default",
  }));
  const seen = new Set<string>();
  return [...told, ...usual].filter((root) => !seen.has(root.path) && seen.add(root.path));
}

/** Folders of an agent that hold transcripts; the rest may hold whole trees of packages. */
const TRANSCRIPT_FOLDERS: ReadonlySet<string> = new Set(["sessions", "session-sqlite-import-archive", "agent"]);

/** `<agent>` and, below it, folders of transcripts. Not the logs of the Codex that OpenClaw runs, which are Codex's. */
export function entersOpenClawFolder(relativePath: string): boolean {
  // A person may name OpenClaw's folder itself.
  const [, folder, ...rest] = relativePath.replace(/^agents\//, "").split("/");
  if (folder === undefined) return true;
  return TRANSCRIPT_FOLDERS.has(folder) && (folder !== "agent" || rest.length === 0);
}

/** A transcript, also one that was set aside by a reset, a deletion or a repair. Trajectories tell of the same calls again. */
export function isOpenClawTranscript(relativePath: string): boolean {
  const name = posix.basename(relativePath);
  return /\.jsonl(\.(reset|deleted|bak|archived)[^/]*)?(\.zst)?$/.test(name) && !name.includes(".trajectory.");
}

export function isOpenClawStore(relativePath: string): boolean {
  return posix.basename(relativePath) === "openclaw-agent.sqlite";
}
