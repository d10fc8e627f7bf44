import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

const STORE = "session-store.db";

/** The database of usage comes before the logs of events. `COPILOT_HOME` replaces the default. */
export function copilotCliRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const named = (env["COPILOT_HOME"] ?? "").trim();
  const expanded = named === "~" || /^~[\\/]/.test(named) ? path.join(home, named.slice(1)) : named;
  const folder = named === "" ? path.join(home, ".copilot") : expanded;
  const origin = named === "" ? "default" : "COPILOT_HOME";
  return [STORE, "session-state"].map((name) => ({ path: path.join(folder, name), origin }));
}

export function isSessionStore(relativePath: string): boolean {
  return posix.basename(relativePath) === STORE;
}

/** `<session>/events.jsonl`, in older versions `<session>.jsonl`. Other logs in a session's folder are of its tools. */
export function isEventLog(relativePath: string): boolean {
  return /(^|\/)events\.jsonl$/.test(relativePath) || /^[^/]+\.jsonl$/.test(relativePath);
}

/** Session that a log is of by its place, for logs that do not begin with their session's start. */
export function sessionByPlace(relativePath: string): string {
  const name = posix.basename(relativePath);
  return name === "events.jsonl" ? posix.basename(posix.dirname(relativePath)) : name.replace(/\.jsonl$/, "");
}
