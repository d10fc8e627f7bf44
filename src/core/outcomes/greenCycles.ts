import type { TestRun } from "../../shared/workerProtocol.ts";
import type { DayKey } from "../localDay.ts";
import { isWithinFolder } from "./isWithinFolder.ts";
import type { SessionSpan } from "./sessionSpan.ts";

/** A run belongs to a session up to this long after its last call: tests take their time. */
const GRACE_MS = 15 * 60_000;
/** More of one day do not count, so that breaking a test on purpose earns little. */
const MOST_A_DAY = 3;

/**
 * How often a test command failed and then passed within one session.
 *
 * @param runs in the order of time; those whose command is not known tell nothing
 * @returns `undefined` where no run is known whose command is
 */
export function greenCycles(
  runs: readonly TestRun[],
  sessions: readonly SessionSpan[],
  dayOf: (ms: number) => DayKey,
): number | undefined {
  const known = runs.filter(({ command }) => command !== "");
  if (known.length === 0) return undefined;
  const failedAt = new Map<string, number>();
  const perDay = new Map<DayKey, number>();
  for (const { folder, command, atMs, passed } of known) {
    const key = `${folder}\n${command}`;
    const redMs = failedAt.get(key);
    if (!passed) {
      failedAt.set(key, redMs ?? atMs);
      continue;
    }
    failedAt.delete(key);
    if (redMs === undefined || !sessions.some((session) => holds(session, folder, redMs, atMs))) continue;
    perDay.set(dayOf(atMs), (perDay.get(dayOf(atMs)) ?? 0) + 1);
  }
  return [...perDay.values()].reduce((all, count) => all + Math.min(count, MOST_A_DAY), 0);
}

/** A test may run in the session's folder, below it, or in one that the session's folder is a part of. */
function holds(session: SessionSpan, folder: string, fromMs: number, toMs: number): boolean {
  const isSamePlace = isWithinFolder(folder, session.folder) || isWithinFolder(session.folder, folder);
  return isSamePlace && fromMs >= session.startMs && toMs <= session.endMs + GRACE_MS;
}
