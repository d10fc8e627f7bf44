import { findLogs, type FoundLog, type RootToSearch } from "./findLogs.ts";

/** A store changes in the log beside it first. */
const WRITE_AHEAD_LOG = /-(wal|shm|journal)$/;

/** Logs of these roots at or below a path, as they lie on the disk now. */
export function findLogsAt(roots: readonly RootToSearch[], changed: string): readonly FoundLog[] {
  const path = changed.replace(WRITE_AHEAD_LOG, "");
  const near = roots.filter((root) => root.path.startsWith(path) || path.startsWith(root.path));
  return findLogs(near).logs.filter((log) => log.path.startsWith(path));
}
