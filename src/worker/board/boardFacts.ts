import type { DatabaseSync } from "node:sqlite";

import type { BoardFacts } from "../../core/achievements/boardFacts.ts";
import type { BoardFact } from "../../shared/board/outbox.ts";
import { metaNumber, metaText } from "../ledger/meta.ts";

const WRITE = "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value";

/** What badges go by of what was done about a team board. Outlives the membership. */
export function boardFacts(database: DatabaseSync): BoardFacts {
  const text = metaText(database, "boardFacts");
  // Written by `noteFact` alone.
  return text === undefined ? {} : (JSON.parse(text) as BoardFacts);
}

/** Keeps the first time that it was so. To be called inside a transaction. */
export function noteFact(database: DatabaseSync, fact: BoardFact, nowMs: number): void {
  const facts = boardFacts(database);
  if (facts[fact] === undefined) database.prepare(WRITE).run("boardFacts", JSON.stringify({ ...facts, [fact]: nowMs }));
}

/** An hour that the board has holds less than before: the correction counts once the board has this revision. */
export function noteLowered(database: DatabaseSync, rev: number): void {
  database.prepare(WRITE).run("boardLowered", rev);
}

/** The board has this revision of a row. To be called inside a transaction. */
export function noteAcknowledged(database: DatabaseSync, rev: number, nowMs: number): void {
  if (metaNumber(database, "boardLowered") === rev) noteFact(database, "corrected", nowMs);
}
