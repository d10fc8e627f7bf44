import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Mark, MARKS } from "../../shared/weeklyReview.ts";
import { textIn } from "../ledger/database.ts";

/** A session by what its tool calls it: numbers are given anew when a ledger is rebuilt, names are not. */
interface SessionName {
  /** Source id. */
  readonly source: string;
  readonly session: string;
}

/** What a person thinks of their sessions. */
export class SessionMarks {
  readonly #name: StatementSync;
  readonly #mark: StatementSync;
  readonly #put: StatementSync;
  readonly #drop: StatementSync;

  constructor(database: DatabaseSync) {
    this.#name = database.prepare(
      `SELECT source.name AS source, session.name AS session FROM session JOIN source ON source.id = session.source
       WHERE session.id = ?`,
    );
    this.#mark = database.prepare("SELECT mark FROM session_mark WHERE source = ? AND session = ?");
    this.#put = database.prepare(
      `INSERT INTO session_mark (source, session, mark, at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET mark = excluded.mark, at_ms = excluded.at_ms`,
    );
    this.#drop = database.prepare("DELETE FROM session_mark WHERE source = ? AND session = ?");
  }

  /** @param id number of a session in this ledger */
  markOf(id: number): Mark | undefined {
    const name = this.#nameOf(id);
    const row = name === undefined ? undefined : this.#mark.get(name.source, name.session);
    return MARKS.find((mark) => mark === row?.["mark"]);
  }

  /** Keeps a mark in place of the one before, or takes it away. @returns whether there is such a session */
  setMark(id: number, mark: Mark | undefined, nowMs: number): boolean {
    const name = this.#nameOf(id);
    if (name === undefined) return false;
    if (mark === undefined) this.#drop.run(name.source, name.session);
    else this.#put.run(name.source, name.session, mark, nowMs);
    return true;
  }

  #nameOf(id: number): SessionName | undefined {
    const row = this.#name.get(id);
    return row === undefined ? undefined : { source: textIn(row, "source"), session: textIn(row, "session") };
  }
}
