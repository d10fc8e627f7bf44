import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { Gathering } from "../gathering.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import type { SessionFacts } from "./callOfMessage.ts";
import { walkRows, type RowMark } from "./rowWalk.ts";
import type { StoredSessions } from "./storedSessions.ts";

/** What a row says: nothing of use, a record, why it is skipped, or that it is still being written. */
export type RowReading = UsageRecord | SkipReason | "open" | undefined;

export interface MessageTable {
  readonly name: string;
  /** Query for its rows, named `m`, up to the WHERE. */
  readonly select: string;
  readonly sessions: StoredSessions;
  /** Looks up what else is needed for a page of rows, and gives what reads one of them. */
  readonly readerOf: (rows: readonly StoreRow[]) => (row: StoreRow, session: SessionFacts) => RowReading;
}

export interface ReadPage {
  readonly gathering: Gathering;
  readonly mark: RowMark;
}

/** Reads what is new in a table of messages since `state`, and what was still being written then. */
export function* readMessages(store: LogStore, table: MessageTable, state: unknown): Generator<ReadPage> {
  for (const { rows, knownRow, markAfter } of walkRows(store, table.name, table.select, state)) {
    const gathering = new Gathering();
    const open: number[] = [];
    const { facts, records } = table.sessions.of(rows);
    for (const record of records) gathering.add(record);
    const read = table.readerOf(rows);
    for (const row of rows) {
      const number = Number(row["row"]);
      const sessionId = String(row["session"]);
      const reading = read(row, facts.get(sessionId) ?? { id: sessionId });
      if (reading === "open") open.push(number);
      // What was skipped is told once, however often it is looked at.
      else if (typeof reading !== "string" || number > knownRow) gathering.take(reading);
    }
    yield { gathering, mark: markAfter(open) };
  }
}
