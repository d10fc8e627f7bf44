import type { DatabaseSync } from "node:sqlite";

/** Facts about the ledger as a whole. */
export type MetaKey =
  /** Price snapshot the stored costs were made with. */
  | "prices"
  /** When the last full sweep ended, and how long and how much it read. */
  | "sweptAtMs"
  | "sweepMs"
  | "sweepBytes"
  /** What that sweep could not read, as JSON: a number of files and folders by source. */
  | "unreadable"
  /** Latest request for a sweep that the last full sweep has answered. */
  | "sweptFor"
  /** Progress of a long scan as JSON; empty while none runs. */
  | "progress"
  /** What was done about a team board, as JSON: see `BoardFacts`; and the revision of a correction that it does not have yet. */
  | "boardFacts"
  | "boardLowered"
  /** What the gates of tiers go by, as JSON: see `GateFigures`. */
  | "gates"
  /** Oldest parser version that anything of a source may have been read with, except from vanished files. */
  | `parser:${string}`;

export function metaNumber(database: DatabaseSync, key: MetaKey): number | undefined {
  const value = metaValue(database, key);
  return typeof value === "number" ? value : undefined;
}

export function metaText(database: DatabaseSync, key: MetaKey): string | undefined {
  const value = metaValue(database, key);
  return typeof value === "string" ? value : undefined;
}

function metaValue(database: DatabaseSync, key: string): unknown {
  return database.prepare("SELECT value FROM meta WHERE key = ?").get(key)?.["value"];
}

const SWEEP_WANTED = "sweepWanted";

/**
 * Asks the process that holds the lease for a full sweep; the one write that needs no lease.
 * @returns the request's number: it is answered when `sweptFor` has reached it
 */
export function requestSweep(database: DatabaseSync): number {
  const row = database
    .prepare(`INSERT INTO meta VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value`)
    .get(SWEEP_WANTED);
  const wanted = row?.["value"];
  if (typeof wanted !== "number") throw new Error("A request was not stored");
  return wanted;
}

/** The latest request for a sweep; 0 where there was none. */
export function wantedSweep(database: DatabaseSync): number {
  const wanted = metaValue(database, SWEEP_WANTED);
  return typeof wanted === "number" ? wanted : 0;
}

/** Whether another process waits for a full sweep, or the ledger is new. */
export function isSweepWanted(database: DatabaseSync): boolean {
  if (metaNumber(database, "sweptAtMs") === undefined) return true;
  return wantedSweep(database) > (metaNumber(database, "sweptFor") ?? 0);
}
