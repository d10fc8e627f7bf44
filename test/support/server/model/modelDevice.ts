import { nextRevision, rowKeyOf } from "../../../../src/core/board/rowKey.ts";
import type { SyncBatch } from "../../../../src/shared/board/syncBatch.ts";
import type { SyncReply } from "../../../../src/shared/board/syncReply.ts";
import type { UsageRow } from "../../../../src/shared/board/usageRow.ts";
import type { TestDevice } from "../testBoard.ts";
import { wireBatch } from "../wireRows.ts";

/** What a device keeps on its disk; a key is to be sent while its revision is above the acknowledged one. */
interface DeviceDisk {
  readonly ledger: readonly UsageRow[];
  readonly acked: readonly (readonly [string, number])[];
  readonly seq: number;
  readonly epoch: string;
}

/** A client after the contract: absolute rows, an outbox of keys, and nothing struck off before a reply names it. */
export class ModelDevice {
  readonly connection: TestDevice;
  #skewH = 0;
  #ledger = new Map<string, UsageRow>();
  #acked = new Map<string, number>();
  #seq = 0;
  #epoch: string;

  constructor(connection: TestDevice) {
    this.connection = connection;
    this.#epoch = connection.registered.epoch;
  }

  get rows(): readonly UsageRow[] {
    return [...this.#ledger.values()];
  }

  /** Of these the board does not know yet. */
  get dirty(): readonly UsageRow[] {
    return this.rows.filter((row) => row.rev > (this.#acked.get(rowKeyOf(row)) ?? 0));
  }

  /** Whole hours that its clock is ahead. */
  get skewH(): number {
    return this.#skewH;
  }

  setClock(hoursAhead: number): void {
    this.#skewH = hoursAhead;
  }

  put(row: Omit<UsageRow, "rev">, nowMs: number): void {
    const key = rowKeyOf(row);
    this.#ledger.set(key, { ...row, rev: nextRevision(this.#ledger.get(key)?.rev ?? 0, nowMs) });
  }

  /** Takes over another's ledger, as one does who joins again after leaving. */
  inherit(other: ModelDevice): void {
    this.#ledger = new Map(other.#ledger);
    this.#skewH = other.#skewH;
  }

  batch(batchId: string, nowMs: number): SyncBatch {
    this.#seq += 1;
    const { boardId, memberId, deviceId } = this.connection.registered;
    const sentAt = nowMs + this.#skewH * 3_600_000;
    return wireBatch({ batchId, boardId, memberId, deviceId, seq: this.#seq, sentAt, rows: this.dirty.slice(0, 40) });
  }

  acknowledge(batch: SyncBatch, reply: SyncReply): void {
    if (reply.epoch !== this.#epoch) {
      // The board's data was replaced: the fleet is the backup.
      this.#epoch = reply.epoch;
      this.#acked.clear();
    }
    for (const row of batch.rows) {
      const key = rowKeyOf(row);
      this.#acked.set(key, Math.max(row.rev, this.#acked.get(key) ?? 0));
    }
  }

  /** What a killed client finds again when it starts. */
  save(): DeviceDisk {
    return { ledger: this.rows, acked: [...this.#acked], seq: this.#seq, epoch: this.#epoch };
  }

  load(disk: DeviceDisk): void {
    this.#ledger = new Map(disk.ledger.map((row) => [rowKeyOf(row), row]));
    this.#acked = new Map(disk.acked);
    this.#seq = disk.seq;
    this.#epoch = disk.epoch;
  }
}
