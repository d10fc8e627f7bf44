import type { DatabaseSync, StatementSync } from "node:sqlite";
import { mergeCalls } from "../../core/mergeCalls.ts";
import { isFuture, type Implausibility } from "../../core/plausibility.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { totalTokens, TOKEN_FIELDS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { numberIn, textIn } from "./database.ts";
import type { Provenance } from "./provenance.ts";

export interface DueCall extends Omit<Provenance, "sourceId"> {
  readonly call: CallRecord;
}

/** Calls that cannot be true: kept with the reason, once each, and never counted. */
export class SetAsides {
  readonly #put: StatementSync;
  readonly #future: StatementSync;
  readonly #due: StatementSync;
  readonly #delete: StatementSync;
  readonly #dropOutdated: StatementSync;

  constructor(database: DatabaseSync) {
    // Of two copies the later parser's stays, then the one with more tokens, then the later text, so that the order of
    // reading does not matter.
    this.#put = database.prepare(
      `INSERT INTO set_aside (source, family, member, reason, tokens, at_ms, record, file, parser_version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET tokens = excluded.tokens, at_ms = excluded.at_ms, record = excluded.record,
         file = excluded.file, parser_version = excluded.parser_version
       WHERE (excluded.parser_version, excluded.tokens, excluded.record) > (parser_version, tokens, record)`,
    );
    this.#future = database.prepare(
      `SELECT record FROM set_aside
       WHERE source = ? AND family = ? AND member = ? AND reason = 'future' AND parser_version >= ?`,
    );
    this.#due = database.prepare("SELECT * FROM set_aside WHERE reason = 'future' ORDER BY family, member");
    this.#delete = database.prepare(
      "DELETE FROM set_aside WHERE source = ? AND family = ? AND member = ? AND reason = 'future'",
    );
    this.#dropOutdated = database.prepare(
      `DELETE FROM set_aside WHERE source = ? AND parser_version < ?
       AND file IN (SELECT id FROM file WHERE parser_version = ? AND vanished = 0)`,
    );
  }

  put(call: CallRecord, reason: Implausibility, { source, file, parserVersion }: Provenance): void {
    const { family, member } = call;
    let kept = call;
    if (reason === "future") {
      // To be counted one day as if all copies had been read then.
      const row = this.#future.get(source, family, member, parserVersion);
      if (row !== undefined) kept = mergeCalls(recordIn(row), call);
      this.#delete.run(source, family, member);
    }
    const tokens = Math.min(totalTokens(withoutNegatives(kept.tokens)), Number.MAX_SAFE_INTEGER);
    const record = JSON.stringify(kept);
    this.#put.run(source, family, member, reason, tokens, Math.trunc(kept.atMs), record, file, parserVersion);
  }

  /** Removes what an older parser set aside and the current one, having read the same files again, did not. */
  dropOutdated(source: number, parserVersion: number): void {
    this.#dropOutdated.run(source, parserVersion, parserVersion);
  }

  /** Takes out the calls from the future whose time has come by `nowMs`. */
  takeDue(nowMs: number): readonly DueCall[] {
    const due: DueCall[] = [];
    for (const row of this.#due.all()) {
      if (isFuture(numberIn(row, "at_ms"), nowMs)) continue;
      const source = numberIn(row, "source");
      const call = recordIn(row);
      due.push({ call, source, file: numberIn(row, "file"), parserVersion: numberIn(row, "parser_version") });
      this.#delete.run(source, call.family, call.member);
    }
    return due;
  }
}

function recordIn(row: Readonly<Record<string, unknown>>): CallRecord {
  // Written by `put` alone.
  return JSON.parse(textIn(row, "record")) as CallRecord;
}

function withoutNegatives(counts: TokenCounts): TokenCounts {
  const kept = { ...counts };
  for (const field of TOKEN_FIELDS) kept[field] = Math.max(0, counts[field]);
  return kept;
}
