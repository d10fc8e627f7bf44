import type { DatabaseSync, StatementSync } from "node:sqlite";
import { makeHourRows } from "../../core/board/makeHourRows.ts";
import { nextRevision, rowKeyOf } from "../../core/board/rowKey.ts";
import type { UsageRow } from "../../shared/board/usageRow.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { numberIn, textIn } from "../ledger/database.ts";
import { HOUR_MS } from "../ledger/rollups.ts";
import { HourReader } from "./hourReader.ts";
import { TOMBSTONE_VALUE, valueOf, wireRowOf } from "./storedRow.ts";

const IS_WAITING = "rev > acked_rev AND rev > refused_rev";

type RowKey = Pick<UsageRow, "h" | "tool" | "model" | "mode">;

/**
 * The rows that a board is to have, each with the revisions that were made, acknowledged and refused. All methods that write
 * are to be called inside a transaction.
 */
export class RowStore {
  readonly #onLowered: (rev: number) => void;
  readonly #reader: HourReader;
  readonly #dirty: StatementSync;
  readonly #unsettled: StatementSync;
  readonly #clean: StatementSync;
  readonly #ofHour: StatementSync;
  readonly #put: StatementSync;
  readonly #waiting: StatementSync;
  readonly #countWaiting: StatementSync;
  readonly #countRefused: StatementSync;
  readonly #acknowledge: StatementSync;
  readonly #refuse: StatementSync;
  readonly #hours: StatementSync;
  readonly #markHours: StatementSync;
  readonly #lose: StatementSync;
  readonly #forgetRows: StatementSync;
  readonly #forgetHours: StatementSync;

  /** @param onLowered told of a revision that the board gets when the total has become less than it has */
  constructor(database: DatabaseSync, onLowered: (rev: number) => void = () => {}) {
    this.#onLowered = onLowered;
    this.#reader = new HourReader(database);
    this.#dirty = database.prepare("SELECT hour FROM board_hour WHERE hour >= ? AND hour <= ? ORDER BY hour DESC");
    this.#unsettled = database.prepare(
      `SELECT 1 FROM board_hour WHERE hour <= :last UNION ALL SELECT 1 FROM board_row WHERE h < :first LIMIT 1`,
    );
    this.#clean = database.prepare("DELETE FROM board_hour WHERE hour = ?");
    this.#ofHour = database.prepare("SELECT * FROM board_row WHERE h = ?");
    this.#put = database.prepare(
      `INSERT INTO board_row (h, tool, model, mode, value, rev, acked_rev, refused_rev, refused_code) VALUES (?, ?, ?, ?, ?, ?, 0, 0, '')
       ON CONFLICT DO UPDATE SET value = excluded.value, rev = excluded.rev`,
    );
    this.#waiting = database.prepare(
      `SELECT * FROM board_row WHERE ${IS_WAITING} ORDER BY h DESC, tool, model, mode LIMIT ?`,
    );
    this.#countWaiting = database.prepare(`SELECT count(*) AS n FROM board_row WHERE ${IS_WAITING}`);
    this.#countRefused = database.prepare(
      "SELECT refused_code AS code, count(*) AS n FROM board_row WHERE refused_rev = rev AND rev > acked_rev GROUP BY code ORDER BY code",
    );
    const ofKey = "WHERE h = ? AND tool = ? AND model = ? AND mode = ?";
    this.#acknowledge = database.prepare(`UPDATE board_row SET acked_rev = max(acked_rev, ?) ${ofKey}`);
    this.#refuse = database.prepare(
      `UPDATE board_row SET refused_rev = ?, refused_code = ? ${ofKey} AND refused_rev < ?`,
    );
    const hours = `SELECT hour FROM rollup WHERE hour >= :hour UNION SELECT at_ms / ${HOUR_MS} AS hour FROM turn WHERE at_ms >= :ms`;
    this.#hours = database.prepare(hours);
    this.#markHours = database.prepare(`INSERT OR IGNORE INTO board_hour (hour) SELECT hour FROM (${hours})`);
    this.#lose = database.prepare("UPDATE board_row SET acked_rev = 0, refused_rev = 0, refused_code = ''");
    this.#forgetRows = database.prepare("DELETE FROM board_row WHERE h < ?");
    this.#forgetHours = database.prepare("DELETE FROM board_hour WHERE hour < ?");
  }

  /** Takes note that every hour a board takes may hold something. */
  markHours(nowMs: number): void {
    const hour = firstHour(nowMs);
    this.#markHours.run({ hour, ms: hour * HOUR_MS });
  }

  /** Whether there is nothing to make anew and nothing to forget, so that nothing has to be written. */
  isSettled(nowMs: number): boolean {
    return this.#unsettled.get({ first: firstHour(nowMs), last: lastHour(nowMs) }) === undefined;
  }

  /** Makes the rows of hours that have changed anew, and forgets what is too old for a board. */
  settle(nowMs: number, isUnattended: boolean): void {
    const first = firstHour(nowMs);
    this.#forgetRows.run(first);
    this.#forgetHours.run(first);
    // Calls of hours to come are those of a clock that was set back; the hour now running is told as it goes.
    let change = 0;
    let lowered: number | undefined;
    for (const { hour } of this.#dirty.all(first, lastHour(nowMs)).map((row) => ({ hour: numberIn(row, "hour") }))) {
      const settled = this.#settleHour(hour, nowMs, isUnattended);
      change += settled.change;
      lowered = settled.lowered ?? lowered;
      this.#clean.run(hour);
    }
    // What only moved to another hour lowers no total.
    if (change < 0 && lowered !== undefined) this.#onLowered(lowered);
  }

  /** @returns by how many tokens the hour changed, and its newest revision where the board has more of it */
  #settleHour(
    hour: number,
    nowMs: number,
    isUnattended: boolean,
  ): { readonly change: number; readonly lowered: number | undefined } {
    const stored = new Map(this.#ofHour.all(hour).map((row) => [rowKeyOf(wireRowOf(row)), row]));
    const rows = makeHourRows(hour, this.#reader.read(hour), isUnattended);
    const before = [...stored.values()];
    const known = before.filter((row) => numberIn(row, "acked_rev") > 0).map(wireRowOf);
    const isLowered = tokensOf(rows) < tokensOf(known);
    for (const row of rows) {
      const key = rowKeyOf(row);
      const last = stored.get(key);
      stored.delete(key);
      const value = valueOf(row);
      if (last === undefined || textIn(last, "value") !== value)
        this.#putRow(row, value, last === undefined ? 0 : numberIn(last, "rev"), nowMs);
    }
    // What is left is no more: absence says nothing, so that it is told.
    for (const row of stored.values()) {
      if (textIn(row, "value") !== TOMBSTONE_VALUE)
        this.#putRow(wireRowOf(row), TOMBSTONE_VALUE, numberIn(row, "rev"), nowMs);
    }
    return {
      change: tokensOf(rows) - tokensOf(before.map(wireRowOf)),
      lowered: isLowered ? Math.max(...this.#ofHour.all(hour).map((row) => numberIn(row, "rev"))) : undefined,
    };
  }

  #putRow({ h, tool, model, mode }: RowKey, value: string, previous: number, nowMs: number): void {
    this.#put.run(h, tool, model, mode, value, nextRevision(previous, nowMs));
  }

  /** Rows that the board does not have, the newest hours first. */
  waiting(most: number): readonly UsageRow[] {
    return this.#waiting.all(most).map(wireRowOf);
  }

  countWaiting(): number {
    const row = this.#countWaiting.get();
    return row === undefined ? 0 : numberIn(row, "n");
  }

  countRefused(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#countRefused.all().map((row) => [textIn(row, "code"), numberIn(row, "n")]));
  }

  /** All rows that a board would take now, as if none had ever been sent; the newest hours first. Writes nothing. */
  rowsAsOf(nowMs: number, isUnattended: boolean): readonly UsageRow[] {
    const hours = this.#hours.all({ hour: firstHour(nowMs), ms: firstHour(nowMs) * HOUR_MS });
    return hours
      .map((row) => numberIn(row, "hour"))
      .filter((hour) => hour <= lastHour(nowMs))
      .flatMap((hour) => makeHourRows(hour, this.#reader.read(hour), isUnattended))
      .toSorted(inOrderOfSending)
      .map((row) => ({ ...row, rev: nowMs }));
  }

  /** The board has this revision of a row, or a newer one. */
  acknowledge({ h, tool, model, mode, rev }: UsageRow): void {
    this.#acknowledge.run(rev, h, tool, model, mode);
  }

  refuse({ h, tool, model, mode, rev }: UsageRow, code: string): void {
    this.#refuse.run(rev, code, h, tool, model, mode, rev);
  }

  /** The board has lost what it had: everything waits again. */
  lose(nowMs: number): void {
    this.#lose.run();
    this.markHours(nowMs);
  }
}

/** The first hour that a board takes for certain: one less than its bound, as an upload takes its time. */
function firstHour(nowMs: number): number {
  return Math.floor(nowMs / HOUR_MS) - WIRE_BOUNDS.hoursBack + 1;
}

function lastHour(nowMs: number): number {
  return Math.floor(nowMs / HOUR_MS);
}

function tokensOf(rows: readonly Pick<UsageRow, "in" | "out" | "cr" | "cw">[]): number {
  return rows.reduce((sum, row) => sum + row.in + row.out + row.cr + row.cw, 0);
}

/** As `waiting` orders them. */
function inOrderOfSending(a: RowKey, b: RowKey): number {
  return b.h - a.h || compare(a.tool, b.tool) || compare(a.model, b.model) || a.mode - b.mode;
}

/** As SQLite compares names, which are plain ASCII. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
