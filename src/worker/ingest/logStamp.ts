import { lstatSync, statSync, type Stats } from "node:fs";
import type { LogFormat } from "../../sources/source.ts";
import { fileIdentity } from "../fileIdentity.ts";

/** By what a log that has changed is told from one that has not. */
export interface LogStamp {
  readonly identity: string;
  /** Of a store with what stands in its write-ahead log: that is where it changes first. */
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * Stamp of a log as it lies on the disk now; `undefined` where no regular file is there.
 * @throws the file system's error
 */
export function stampLog(path: string, kind: LogFormat["kind"]): LogStamp | undefined {
  const stat = lstatSync(path);
  if (!stat.isFile()) return undefined;
  const ahead = kind === "store" ? statSync(`${path}-wal`, { throwIfNoEntry: false }) : undefined;
  return stampOf(stat, ahead);
}

export function isSameStamp(a: LogStamp, b: LogStamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.identity === b.identity;
}

function stampOf(stat: Stats, ahead: Stats | undefined): LogStamp {
  return {
    identity: fileIdentity(stat),
    size: stat.size + (ahead?.size ?? 0),
    mtimeMs: Math.max(stat.mtimeMs, ahead?.mtimeMs ?? 0),
  };
}
