import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

/** `CONTINUE_GLOBAL_DIR` replaces `~/.continue`. Only two of its folders are looked into: others hold indexes of code. */
export function continueRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const told = env["CONTINUE_GLOBAL_DIR"]?.trim();
  const isTold = told !== undefined && told !== "";
  // A relative one would be seen from the folder in which the tool was started, which is not known.
  const folder = isTold ? path.resolve(home, told) : path.join(home, ".continue");
  const origin = isTold ? "CONTINUE_GLOBAL_DIR" : "default";
  return ["dev_data", "sessions"].map((name) => ({ path: path.join(folder, name), origin }));
}

/** Calls' log, in a folder named after the version of its schema or, by early versions, in none. */
export function isTokensLog(relativePath: string): boolean {
  return /^(tokensGenerated|tokens_generated)\.jsonl$/.test(posix.basename(relativePath));
}

export function isTokensStore(relativePath: string): boolean {
  return posix.basename(relativePath) === "devdata.sqlite";
}

/** A session; not the list of them. */
export function isSession(relativePath: string): boolean {
  const name = posix.basename(relativePath);
  // A person may name Continue's folder itself, which holds other files of JSON.
  return /^(?:sessions\/)?[^/]+\.json$/.test(relativePath) && name !== "sessions.json";
}
