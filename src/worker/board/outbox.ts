import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { OutcomeFigures } from "../../core/outcomes/outcomeDays.ts";
import type { SessionClaim } from "../../shared/board/evidence.ts";
import type {
  Acknowledged,
  BatchReply,
  BoardFact,
  Membership,
  OutboxState,
  OutgoingBatch,
  TakenBatch,
  Upload,
} from "../../shared/board/outbox.ts";
import { encodeBatch, takeRows, type SyncBatch } from "../../shared/board/syncBatch.ts";
import type { UsageRow } from "../../shared/board/usageRow.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { numberIn, textIn } from "../ledger/database.ts";
import { LeaseLost } from "../ledger/lease.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { writeBriefly } from "../ledger/writeBriefly.ts";
import { boardOutcomes } from "../outcomes/boardOutcomes.ts";
import { noteAcknowledged, noteFact, noteLowered } from "./boardFacts.ts";
import { RowStore } from "./rowStore.ts";
import { sessionClaims } from "./sessionClaims.ts";
import { Uploads } from "./uploads.ts";
import { uuidV7 } from "./uuidV7.ts";

/** As long a batch that was not answered is sent again as it was. Later the board would take its time for a wrong clock. */
const SAME_BATCH_MS = 10 * 60_000;

export interface OutboxTools {
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Version of the readers, all together. */
  readonly parser: number;
}

interface StoredBoard {
  readonly membership: Membership;
  readonly isPaused: boolean;
  readonly seq: number;
  readonly ackedSeq: number;
}

/**
 * What waits for the team board, in the ledger: the set of rows whose revision is above the one that the board has. Ledger and
 * outbox are one file, and what changes a call notes the hour in the same transaction, so that nothing is forgotten however a
 * process ends. Any process may ask; only the one that holds the ledger takes batches.
 */
export class Outbox {
  readonly #ledger: Ledger;
  readonly #tools: OutboxTools;
  readonly #rows: RowStore;
  readonly #uploads: Uploads;
  readonly #read: StatementSync;
  readonly #write: StatementSync;

  constructor(ledger: Ledger, tools: OutboxTools) {
    this.#ledger = ledger;
    this.#tools = tools;
    const { database } = ledger;
    this.#rows = new RowStore(database, (rev) => noteLowered(database, rev));
    this.#uploads = new Uploads(database);
    this.#read = database.prepare("SELECT * FROM board");
    this.#write = database.prepare(
      `INSERT INTO board (id, member, paused, seq, acked_seq) VALUES (1, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET member = excluded.member, paused = excluded.paused, seq = excluded.seq, acked_seq = excluded.acked_seq`,
    );
  }

  state(): OutboxState {
    const stored = this.#stored();
    const isSender = !this.#ledger.opened.readOnly && this.#ledger.lease.state().isMine;
    if (stored === undefined) return { membership: undefined, isPaused: false, isSender, waiting: 0, refused: {} };
    this.#settle(stored);
    const lastStoredAtMs = this.#uploads.lastStoredAtMs();
    return {
      membership: stored.membership,
      isPaused: stored.isPaused,
      isSender,
      waiting: this.#rows.countWaiting(),
      refused: this.#rows.countRefused(),
      ...(lastStoredAtMs === undefined ? {} : { lastStoredAtMs }),
    };
  }

  join(membership: Membership): void {
    this.#change(() => {
      forgetBoard(this.#ledger.database);
      this.#put({ membership, isPaused: false, seq: 0, ackedSeq: 0 });
      this.#rows.markHours(this.#tools.clock());
    });
  }

  /** The batch that would go next; for a membership that is not joined, what would go first, of which nothing stays behind. */
  preview(candidate: Membership | undefined): OutgoingBatch {
    const stored = this.#stored();
    if (stored !== undefined) {
      this.#settle(stored);
      return this.#make(stored, this.#rows.waiting(WIRE_BOUNDS.rowsPerBatch), this.#rows.countWaiting());
    }
    return this.#previewOf(candidate);
  }

  #previewOf(candidate: Membership | undefined): OutgoingBatch {
    if (candidate === undefined) throw new Error("There is no board to preview a batch for");
    const nowMs = this.#tools.clock();
    const rows = this.#rows.rowsAsOf(nowMs, candidate.isUnattended);
    return this.#make({ membership: candidate, isPaused: false, seq: 0, ackedSeq: 0 }, rows, rows.length);
  }

  take(): TakenBatch {
    if (this.#ledger.opened.readOnly) return { kind: "notSender" };
    try {
      return this.#change(() => {
        const stored = this.#stored();
        if (stored === undefined) return { kind: "off" };
        if (stored.isPaused) return { kind: "paused" };
        this.#ledger.lease.confirm();
        return this.#takeFrom(stored);
      });
    } catch (error) {
      if (error instanceof LeaseLost) return { kind: "notSender" };
      throw error;
    }
  }

  #takeFrom(stored: StoredBoard): TakenBatch {
    const nowMs = this.#tools.clock();
    const [last] = this.#uploads.all();
    const sinceMs = last === undefined ? Infinity : Math.abs(nowMs - last.atMs);
    this.#rows.settle(nowMs, stored.membership.isUnattended);
    const waiting = this.#rows.countWaiting();
    if (last !== undefined && last.outcome.kind === "unanswered" && sinceMs < SAME_BATCH_MS) {
      const { batchId, seq, text } = last;
      const rows = rowsIn(text).length;
      return { kind: "batch", batch: { batchId, seq, text, rows, left: Math.max(0, waiting - rows) } };
    }
    const rows = this.#rows.waiting(WIRE_BOUNDS.rowsPerBatch);
    if (rows.length === 0) return { kind: "none" };
    const batch = this.#make(stored, rows, waiting);
    this.#put({ ...stored, seq: batch.seq });
    this.#uploads.add(batch, nowMs);
    return { kind: "batch", batch };
  }

  #make({ membership, seq }: StoredBoard, waiting: readonly UsageRow[], count: number): OutgoingBatch {
    const { clock, random, parser } = this.#tools;
    const { boardId, memberId, deviceId, consentVersion } = membership;
    const nowMs = clock();
    const rows = takeRows(waiting);
    const batch: SyncBatch = {
      v: 1,
      batchId: uuidV7(nowMs, random),
      boardId,
      memberId,
      deviceId,
      seq: seq + 1,
      sentAt: nowMs,
      consentVersion,
      parser,
      rows,
    };
    return {
      batchId: batch.batchId,
      seq: batch.seq,
      text: encodeBatch(batch),
      rows: rows.length,
      left: count - rows.length,
    };
  }

  acknowledge({ batchId, reply }: BatchReply): Acknowledged {
    return this.#change(() => {
      const stored = this.#stored();
      const upload = this.#uploads.find(batchId);
      if (stored === undefined || upload === undefined) return { isLost: false };
      const { epoch } = stored.membership;
      // An answer that comes late says nothing of what the board has had since.
      const isSetBack = upload.seq > stored.ackedSeq && reply.lastSeq < stored.ackedSeq;
      const isLost = reply.epoch !== epoch || isSetBack;
      if (isLost) this.#rows.lose(this.#tools.clock());
      const codes = new Map(reply.refused.map(({ i, code }) => [i, code]));
      for (const [i, row] of rowsIn(upload.text).entries()) {
        const code = codes.get(i);
        if (code === undefined) {
          this.#rows.acknowledge(row);
          noteAcknowledged(this.#ledger.database, row.rev, this.#tools.clock());
        } else this.#rows.refuse(row, code);
      }
      this.#put({
        ...stored,
        membership: { ...stored.membership, epoch: reply.epoch },
        ackedSeq: Math.max(stored.ackedSeq, upload.seq),
      });
      const { accepted, stale, refused } = reply;
      this.#uploads.setOutcome(batchId, { kind: "stored", accepted, stale, refused });
      return { isLost };
    });
  }

  /** The board has told of its data without an upload, so that a device which has nothing new hears of another one as well. */
  hearEpoch(epoch: string): Acknowledged {
    return this.#change(() => {
      const stored = this.#stored();
      if (stored === undefined || stored.membership.epoch === epoch) return { isLost: false };
      this.#rows.lose(this.#tools.clock());
      // What it had answered is forgotten as well, or its next answer would tell of the same loss again.
      this.#put({ ...stored, membership: { ...stored.membership, epoch }, ackedSeq: 0 });
      return { isLost: true };
    });
  }

  outcomes(): readonly OutcomeFigures[] {
    return boardOutcomes(this.#ledger, this.#tools.clock());
  }

  note(fact: BoardFact): void {
    this.#change(() => noteFact(this.#ledger.database, fact, this.#tools.clock()));
  }

  refuse(batchId: string, reason: string): void {
    this.#change(() => this.#uploads.setOutcome(batchId, { kind: "refused", reason }));
  }

  uploads(): readonly Upload[] {
    return this.#uploads.all().map(({ batchId, atMs, text, outcome }) => ({ batchId, atMs, text, outcome }));
  }

  pause(isPaused: boolean): void {
    this.#update((stored) => ({ ...stored, isPaused }));
  }

  agree(consentVersion: number): void {
    this.#update((stored) => ({ ...stored, membership: { ...stored.membership, consentVersion } }));
  }

  markAllDirty(): void {
    this.#change(() => this.#rows.lose(this.#tools.clock()));
  }

  clear(): void {
    this.#change(() => forgetBoard(this.#ledger.database));
  }

  evidence(salt: string): readonly SessionClaim[] {
    return sessionClaims(this.#ledger.database, salt, this.#tools.clock());
  }

  #settle({ membership }: StoredBoard): void {
    const nowMs = this.#tools.clock();
    // Asked for every few seconds: the others' writes need not wait for that.
    if (this.#ledger.opened.readOnly || this.#rows.isSettled(nowMs)) return;
    this.#change(() => this.#rows.settle(nowMs, membership.isUnattended));
  }

  #update(change: (stored: StoredBoard) => StoredBoard): void {
    this.#change(() => {
      const stored = this.#stored();
      if (stored !== undefined) this.#put(change(stored));
    });
  }

  #change<Result>(work: () => Result): Result {
    return writeBriefly(this.#ledger, work);
  }

  #stored(): StoredBoard | undefined {
    const row = this.#read.get();
    if (row === undefined) return undefined;
    return {
      // Written by this class alone.
      membership: JSON.parse(textIn(row, "member")) as Membership,
      isPaused: numberIn(row, "paused") === 1,
      seq: numberIn(row, "seq"),
      ackedSeq: numberIn(row, "acked_seq"),
    };
  }

  #put({ membership, isPaused, seq, ackedSeq }: StoredBoard): void {
    this.#write.run(JSON.stringify(membership), isPaused ? 1 : 0, seq, ackedSeq);
  }
}

function forgetBoard(database: DatabaseSync): void {
  database.exec("DELETE FROM board; DELETE FROM board_hour; DELETE FROM board_row; DELETE FROM board_batch");
}

/** Rows of a batch that was made here. */
function rowsIn(text: string): readonly UsageRow[] {
  return (JSON.parse(text) as SyncBatch).rows;
}
