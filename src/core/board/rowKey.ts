import type { UsageRow } from "../../shared/board/usageRow.ts";

/** What a row is about, within one device: rows of the same key are versions of one another. */
export function rowKeyOf(row: Pick<UsageRow, "h" | "tool" | "model" | "mode">): string {
  return `${row.h} ${row.tool} ${row.model} ${row.mode}`;
}

/** The merge rule of the board's state: the higher revision wins, and an equal one is the same row again. */
export function replaces(rev: number, storedRev: number | undefined): boolean {
  return storedRev === undefined || rev > storedRev;
}

/**
 * Revision of a row whose value has changed. It follows the clock where it can, so that a ledger that was set back to an
 * older copy does not repeat revisions that it has used before.
 */
export function nextRevision(previous: number, nowMs: number): number {
  return Math.max(previous + 1, nowMs);
}
