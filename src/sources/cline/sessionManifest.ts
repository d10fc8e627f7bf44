import { isJsonObject, parseObject, readInstant, readText, type JsonObject } from "../lines.ts";
import type { LogFile } from "../source.ts";

/** What the manifest beside a session's messages tells (`<session>/<session>.json`). */
export interface SessionManifest {
  readonly cwd: string | undefined;
  readonly startedMs: number | undefined;
  /** The session this one was forked from, whose messages it begins with. */
  readonly forkedFrom: string | undefined;
  readonly forkedMs: number | undefined;
  readonly model: string | undefined;
  /** Running total of the session itself, without the agents it started. */
  readonly usage: JsonObject | undefined;
}

export function readSessionManifest(file: LogFile, sessionId: string): SessionManifest {
  const manifest = parseObject(file.readNeighbour(`${sessionId}.json`) ?? "") ?? {};
  const metadata = objectIn(manifest, "metadata") ?? {};
  const fork = objectIn(metadata, "fork") ?? {};
  return {
    cwd: readText(manifest["cwd"]) ?? readText(manifest["workspace_root"]),
    startedMs: readInstant(manifest["started_at"]),
    forkedFrom: readText(fork["forkedFromSessionId"]),
    forkedMs: readInstant(fork["forkedAt"]),
    model: readText(manifest["model"]),
    usage: objectIn(metadata, "usage"),
  };
}

function objectIn(parent: JsonObject, key: string): JsonObject | undefined {
  const value = parent[key];
  return isJsonObject(value) ? value : undefined;
}
