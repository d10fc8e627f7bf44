import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isFuture, type Implausibility } from "../../core/plausibility.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { totalTokens, TOKEN_FIELDS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { numberIn, textIn } from "./database.ts";

export interface DueCall {
  readonly call: CallRecord;
  readonly source: number;
  readonly file: number;
}

/** Calls that cannot be true: kept with the reason, once each, and never counted. */
export class SetAsides {
  readonly #put: StatementSync;
  readonly #due: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync) {
    // Of two copies the one with more tokens stays, then the later text, so that the order of reading does not matter.
    this.#put = database.prepare(
      `INSERT INTO set_aside (source, family, member, reason, tokens, at_ms, record, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET tokens = excluded.tokens, at_ms = excluded.at_ms, record = excluded.record, file = excluded.file
       WHERE excluded.tokens > tokens OR (excluded.tokens = tokens AND excluded.record > record)`,
    );
    this.#due = database.prepare("SELECT * FROM set_aside WHERE reason = 'future' ORDER BY family, member");
    this.#delete = database.prepare(
      "DELETE FROM set_aside WHERE source = ? AND family = ? AND member = ? AND reason = 'future'",
    );
  }

  put(call: CallRecord, reason: Implausibility, source: number, file: number): void {
    const tokens = Math.min(totalTokens(withoutNegatives(call.tokens)), Number.MAX_SAFE_INTEGER);
    this.#put.run(source, call.family, call.member, reason, tokens, Math.trunc(call.atMs), JSON.stringify(call), file);
  }

  /** Takes out the calls from the future whose time has come by `nowMs`. */
  takeDue(nowMs: number): readonly DueCall[] {
    const due: DueCall[] = [];
    for (const row of this.#due.all()) {
      if (isFuture(numberIn(row, "at_ms"), nowMs)) continue;
      const source = numberIn(row, "source");
      // Written by `put` alone.
      const call = JSON.parse(textIn(row, "record")) as CallRecord;
      due.push({ call, source, file: numberIn(row, "file") });
      this.#delete.run(source, call.family, call.member);
    }
    return due;
  }
}

function withoutNegatives(counts: TokenCounts): TokenCounts {
  const kept = { ...counts };
  for (const field of TOKEN_FIELDS) kept[field] = Math.max(0, counts[field]);
  return kept;
}
