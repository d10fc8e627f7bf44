import type { DatabaseSync, StatementSync } from "node:sqlite";
import { UPLOADS_KEPT, type OutgoingBatch, type Upload, type UploadOutcome } from "../../shared/board/outbox.ts";
import { numberIn, textIn } from "../ledger/database.ts";

export interface NotedUpload extends Upload {
  readonly seq: number;
}

/** The last batches as they were sent, and what came of them. Methods that write are to be called inside a transaction. */
export class Uploads {
  readonly #add: StatementSync;
  readonly #drop: StatementSync;
  readonly #find: StatementSync;
  readonly #all: StatementSync;
  readonly #setOutcome: StatementSync;
  readonly #lastStored: StatementSync;

  constructor(database: DatabaseSync) {
    this.#add = database.prepare(
      "INSERT INTO board_batch (seq, batch_id, at_ms, text, outcome) VALUES (?, ?, ?, ?, ?)",
    );
    this.#drop = database.prepare("DELETE FROM board_batch WHERE seq <= ?");
    this.#find = database.prepare("SELECT * FROM board_batch WHERE batch_id = ?");
    this.#all = database.prepare("SELECT * FROM board_batch ORDER BY seq DESC");
    this.#lastStored = database.prepare(
      "SELECT max(at_ms) AS at_ms FROM board_batch WHERE json_extract(outcome, '$.kind') = 'stored'",
    );
    this.#setOutcome = database.prepare("UPDATE board_batch SET outcome = ? WHERE batch_id = ?");
  }

  add({ seq, batchId, text }: OutgoingBatch, nowMs: number): void {
    const outcome: UploadOutcome = { kind: "unanswered" };
    this.#add.run(seq, batchId, nowMs, text, JSON.stringify(outcome));
    this.#drop.run(seq - UPLOADS_KEPT);
  }

  find(batchId: string): NotedUpload | undefined {
    const row = this.#find.get(batchId);
    return row === undefined ? undefined : uploadOf(row);
  }

  /** The newest first. */
  all(): readonly NotedUpload[] {
    return this.#all.all().map(uploadOf);
  }

  /** When the newest one that the board has taken was sent. */
  lastStoredAtMs(): number | undefined {
    const atMs = this.#lastStored.get()?.["at_ms"];
    return typeof atMs === "number" ? atMs : undefined;
  }

  setOutcome(batchId: string, outcome: UploadOutcome): void {
    this.#setOutcome.run(JSON.stringify(outcome), batchId);
  }
}

function uploadOf(row: Readonly<Record<string, unknown>>): NotedUpload {
  return {
    seq: numberIn(row, "seq"),
    batchId: textIn(row, "batch_id"),
    atMs: numberIn(row, "at_ms"),
    text: textIn(row, "text"),
    // Written by this class alone.
    outcome: JSON.parse(textIn(row, "outcome")) as UploadOutcome,
  };
}
